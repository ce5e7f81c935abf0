extension Invocation {
  /// Whether it locks files of the system behind a password.
  var encryptsSystem: Bool {
    let encrypts: Bool
    switch program {
    case "gpg", "gpg2": encrypts = has("-c", "-e", "--symmetric", "--encrypt")
    case "7z", "7za", "zip", "rar":
      encrypts = arguments.contains {
        $0.text.hasPrefix("-p") || $0.text == "-e" || $0.text == "-P"
      }
    case "openssl":
      encrypts =
        mentions("enc", "rsautl", "pkeyutl", "smime")
        && !arguments.contains { $0.text == "-d" || $0.text == "-decrypt" }
    case "ccencrypt", "ccrypt", "age", "aescrypt", "mcrypt": encrypts = !has("-d")
    default: return false
    }
    guard encrypts else { return false }
    if upstream.contains("find") { return true }
    if mentions("rsautl", "pkeyutl"), mentions("-encrypt") { return true }
    if runs("ccencrypt"), isPrivileged { return true }
    if writtenFiles.contains(where: { $0.taint.contains(.secret) }) { return true }
    return arguments.contains {
      place(of: $0).isSystem && $0.text.hasPrefix("/") && !$0.text.hasPrefix("/dev/")
        || place(of: $0).isHome
    }
      || runs("ccencrypt", "ccrypt") && !isRehearsal
        && operands.contains { place(of: $0).isInHome }
  }
}

extension Invocation {
  /// Whether it deletes folders with all that is in them.
  var deletesRecursively: Bool {
    guard !isRehearsal else { return false }
    switch program {
    case "rm", "grm", "srm", "rimraf", "trash", "trash-put":
      return has("-r", "-R", "--recursive") || runs("rimraf")
    default: return false
    }
  }

  /// Whether nobody misses what is at a path.
  func isExpendable(_ field: ShellField) -> Bool {
    let place = place(of: field)
    return place.isTemporary || place.isCache || field.taint.contains(.selected)
  }

  /// Every file that it writes: by redirection, as the target of a copy, or through `tee`.
  var written: [ShellField] {
    var fields = writtenTargets
    switch program {
    case "cp", "mv", "install", "ln", "rsync", "scp":
      if runs("ln"), !has("-f", "--force") { break }
      if operands.count > 1, let target = operands.last { fields.append(target) }
      if let target = value(of: "-t", "--target-directory") { fields.append(target) }
    case "tee", "sponge", "touch", "truncate", "patch": fields += operands
    case "dd": if let target = value(of: "of=") { fields.append(target) }
    case "sed", "gsed", "perl":
      if has("-i", "--in-place") || arguments.contains(where: { $0.text.hasPrefix("-i") }) {
        fields += operands.dropFirst(has("-e", "--expression") ? 0 : 1)
      }
    case "curl", "wget":
      if let target = downloadTarget { fields.append(target) }
    default: break
    }
    return fields
  }

  /// Whether `find` deletes what it finds.
  var findDeletes: Bool {
    if arguments.contains(where: { $0.text == "-delete" }) { return true }
    let deleting = ["rm", "/bin/rm", "/usr/bin/rm", "shred", "unlink", "srm"]
    return zip(arguments, arguments.dropFirst()).contains { action, command in
      ["-exec", "-execdir", "-ok", "-okdir", "-x", "-X"].contains(action.text)
        && deleting.contains(command.text)
    }
  }

  /// Where `find` starts.
  var findPlaces: [ShellPath] {
    let places = arguments.prefix { !$0.isOption && $0.text != "!" && $0.text != "(" }
    return places.isEmpty ? [ShellPath(".", from: directory)] : places.map(place(of:))
  }

  /// Whether `find` looks for particular names below an ordinary folder.
  var selectsByName: Bool { findIsNarrow && !findPlaces.contains(where: \.isVital) }

  /// Whether `find` looks for something in particular.
  var findIsNarrow: Bool {
    let broad: Set<String> = ["*", "*.*", "**", ".*"]
    let narrowing: Set<String> = [
      "-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex", "-mtime", "-mmin",
      "-atime", "-ctime", "-newer", "-inum", "-samefile", "-amin", "-cmin", "-newermt", "-size",
    ]
    if arguments.contains(where: { $0.text == "-empty" }) { return true }
    return zip(arguments, arguments.dropFirst()).contains { test, value in
      narrowing.contains(test.text) && !broad.contains(value.text)
    }
  }
}
