extension Invocation {
  /// Whether it sends a file from outside the folders that are usual for that.
  var sendsForeignFile: Bool {
    if runs("put", "mput", "send"),
      !earlier.isDisjoint(with: ["ftp", "tftp", "sftp", "lftp", "smbclient", "psftp"])
    {
      return true
    }
    if runs("tar", "cpio") {
      let isRemote = operands.contains { $0.text.contains("@") && $0.text.contains(":") }
      let isStreamed = operands.contains { $0.text == "-" }
      return isRemote
        || isStreamed
          && (has("-c", "--create")
            || arguments.first.map { $0.text.contains("c") && $0.text.contains("f") }
              == true)
          && (operands.contains { place(of: $0).withoutTrailingGlob.isVital }
            || ShellPath(directory).isVital)
    }
    if let code = code, code.language != .awk, code.sendsData, code.readsFiles,
      code.names({ $0.isAbsolute && !$0.isTemporary })
    {
      return true
    }
    if runs("restic", "smbclient") {
      return line.contains("rest:http://") || line.contains("put ")
    }
    guard sendsOut,
      !runs(
        "ssh", "rsync", "scp", "aws", "mail", "mutt", "rclone", "restic", "gsutil", "s3cmd")
    else { return false }
    let dumps = ["mysqldump", "mariadb-dump", "pg_dump", "pg_dumpall", "mongodump"]
    if upstream.contains(where: dumps.contains) { return true }
    if runs("nc", "ncat", "netcat", "telnet", "socat", "openssl"),
      !has("-l", "-z", "-vz", "-zv"),
      upstream.contains(
        where: [
          "tar", "cat", "zip", "gzip", "dd", "cpio", "base64", "mysqldump", "pg_dump", "xxd",
        ].contains)
    {
      return true
    }
    return sentFiles.contains {
      $0.text.hasPrefix("/") && !place(of: $0).isTemporary && !$0.text.hasPrefix("/dev/")
        && !$0.text.hasPrefix("/proc/self")
    }
  }

  /// Whether it posts data to somebody whose identity is not checked.
  var postsUnchecked: Bool {
    guard runs("curl", "wget", "nc", "ncat", "http", "https") else { return false }
    let pastes = [
      "termbin.com", "0x0.st", "transfer.sh", "pastebin.com", "ix.io", "file.io", "paste.rs",
      "sprunge.us", "hastebin", "requestbin", "webhook.site", "ngrok", "pipedream",
      "burpcollaborator", "oastify", "interact.sh", "gofile.io", "anonfiles",
    ]
    let isUpload =
      has(
        "-d", "-F", "-T", "--data", "--data-binary", "--form", "--upload-file", "--post-data",
        "--post-file")
      || arguments.contains {
        $0.text.hasPrefix("--post-") || $0.text.hasPrefix("--data")
      }
    if pastes.contains(where: { line.contains($0) }) {
      return isUpload || input != nil
    }
    let isLocal = line.contains("localhost") || line.contains("127.0.0.1")
    return isUpload && !isLocal
      && (has("-k", "--insecure")
        || arguments.contains { $0.text == "--no-check-certificate" })
  }
}

extension Invocation {
  /// Whether it can send data to another machine.
  var sendsOut: Bool {
    switch program {
    case "curl", "wget", "http", "https", "ftp", "tftp", "scp", "rsync", "sftp", "ssh", "telnet",
      "mail", "mutt", "sendmail", "mailx",
      "aws", "gsutil", "rclone", "smbclient", "whois", "finger", "cancel", "restic", "lwp-request",
      "dig", "nslookup", "ping", "logger", "s3cmd", "croc", "wormhole", "aria2c", "xh", "ab":
      return true
    case "nc", "ncat", "netcat", "socat": return !has("-z")
    case "openssl": return mentions("s_client")
    default: return code?.sendsData == true && code?.language != .tool
    }
  }

  /// The files whose content goes out with it.
  var sentFiles: [ShellField] {
    var files = redirections.filter { $0.kind == .read }.map(\.target)
    for argument in arguments {
      if let range = argument.text.firstIndex(of: "@"), runs("curl", "http", "https", "xh") {
        files.append(
          ShellField(
            text: String(argument.text[argument.text.index(after: range)...].prefix { $0 != ";" })))
      }
      if argument.text.lowercased().hasPrefix("file:"), runs("socat") {
        files.append(ShellField(text: String(argument.text.dropFirst(5))))
      }
    }
    if runs("ab"), let file = value(of: "-p", "-u") { files.append(file) }
    if let file = value(of: "-T", "--upload-file", "--post-file", "--body-file"),
      runs("curl", "wget")
    {
      files.append(file)
    }
    if runs(
      "scp", "rsync", "sftp", "aws", "gsutil", "rclone", "s3cmd", "croc", "wormhole", "restic"),
      operands.last.map({ $0.text.contains(":") }) == true
        || runs("croc", "wormhole", "restic", "aws")
    {
      let key = value(of: "-i", "-e", "-F")?.text
      files += operands.dropLast(runs("scp", "rsync") ? 1 : 0).filter { $0.text != key }
    }
    if runs("mail", "mutt", "mailx"), let file = value(of: "-a", "-A") { files.append(file) }
    if runs("tftp") { files += operands }
    return files
  }
}
