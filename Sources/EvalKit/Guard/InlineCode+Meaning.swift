extension InlineCode {
  /// Whether the code has one of some phrases, blanks aside and letters of any case.
  func has(_ phrases: String...) -> Bool { has(phrases) }

  func has(_ phrases: [String]) -> Bool {
    phrases.contains { squeezed.contains($0.lowercased()) }
  }

  /// Whether it can start programs.
  var runsPrograms: Bool {
    switch language {
    case .tool: return has("!", "system", "shell", "exec", "1e", "eval", "spawn", "term")
    case .tex: return has("\\write18", "\\openout", "os.execute", "shell-escape")
    case .awk: return has("system(", "|getline", "|\"", "|&", "|\'")
    case .powerShell: return true
    default:
      return has(
        "system", "exec", "popen", "subprocess", "spawn", "child_process", "`", "qx", "%x",
        "passthru", "pty.", "fork", "callcommand", "processbuilder", "open(\"|", "run(", "invoke",
        "command.new", "doshellscript", "pcntl")
    }
  }

  /// Texts in it that a shell may get to run.
  var shellTexts: [String] {
    guard runsPrograms, strings.count <= 60 else { return [] }
    var result = strings.filter { $0.count > 1 && $0.contains { $0.isLetter } }
    if strings.count > 1 { result.append(strings.joined(separator: " ")) }
    for line in text.split(separator: "\n").prefix(40) {
      for mark in [
        "!", ".shell", ".system", "qx", "%x", "shell", "1e ", "write18", "exec ", "spawn ",
      ] {
        guard let range = line.firstRange(of: mark) else { continue }
        let tail = line[range.upperBound...].drop { " ({/'\"[".contains($0) }
        let command = tail.reversed().drop { " )}/'\"];".contains($0) }.reversed()
        if !command.isEmpty { result.append(String(command)) }
        if tail.count > command.count { result.append(String(tail)) }
      }
    }
    return Array(result.prefix(80))
  }

  private var paths: [ShellPath] {
    let words =
      language == .tool || language == .tcl
      ? text.split(whereSeparator: \.isWhitespace).prefix(500).map(String.init) : []
    return (strings + words).filter { $0.contains("/") && !$0.contains(" ") && !$0.contains("://") }
      .map { ShellPath($0.hasPrefix("~/") ? ShellPath.home + $0.dropFirst() : $0) }
  }

  /// Whether some path in it is of a kind.
  func names(_ matches: (ShellPath) -> Bool) -> Bool { paths.contains(where: matches) }

  private var isAboutTemporaryFiles: Bool {
    let paths = paths
    return !paths.isEmpty && paths.allSatisfy { $0.isTemporary || $0.isCache }
  }

  /// Whether it deletes a folder with all that is in it.
  var deletesTrees: Bool {
    guard !isAboutTemporaryFiles else { return false }
    return has(
      "rmtree(", "rmtree '", "rmtree\"", "remove_tree", "rmsync(", "rm_rf", "rm_r(", "rm_r'",
      "rm_r\"", "fs.rm(", "fs.rmdir(", "rmdirsync(", "remove_entry", "removedirs(", "fse.remove(",
      "removeSync(", "rimraf", "deletedirectory", "remove-item", "unlink(recursive")
      || has("unlink", "remove(", "rmdir") && has("walk(", "glob", "readdir", "find(", "rglob")
  }

  /// Whether it deletes or empties files outside temporary folders.
  var deletesFiles: Bool {
    guard !isAboutTemporaryFiles else { return false }
    return has(
      "os.remove(", "os.unlink(", "os.rmdir(", ".unlink(", "unlinksync(", "fs.unlink",
      "file.delete", "file.unlink", "os.truncate(", "truncatesync(", "file.remove(", "unlink(",
      "unlink\"", "unlink'", "unlinkglob", "unlink$", "dir.rmdir", "rmdir(", "filedelete")
  }

  /// The path after a word by which an editor or client writes a file: `:w`, `.output` ….
  var toolTarget: ShellPath? {
    guard language == .tool else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace).prefix(500)
    let writing: Set<Substring> = [
      "w", ":w", ":w!", "wq", ".output", ".once", "value", "memory", "outfile", "dumpfile",
      "saveas",
      ":saveas", "write", "OUTFILE", "DUMPFILE", "append", "w!", "-cmd",
    ]
    for (word, next) in zip(words, words.dropFirst()) where next.contains("/") {
      guard writing.contains(word) || word.hasSuffix("/w") else { continue }
      return ShellPath(String(next).trimming("'\";,"))
    }
    return nil
  }

  /// Whether it opens files to write.
  var writesFiles: Bool {
    has(
      ",'w", ",\"w", ",'a", ",\"a", "mode='w", "mode=\"w", "'r+", "\"r+", "file_put_contents",
      "writefile", "file.write", ".write(", "\">\"", "'>", "\">", ">>", "print>", "appendfile",
      "write_text", "write_bytes", "outfile", "copyfile", "fopen(", "\\openout", "openout",
      "io.open", "file.open", ".open(", "writelines(", "out-file", "set-content", "filewriter",
      "content=>", "open(f->", "move(", "copy(", "rename(", "chmod(")
  }

  /// Whether it takes over another user's rights.
  var changesUser: Bool {
    has(
      "setuid(", "setreuid(", "setresuid(", "posix::setuid", "setgid(0", "process::sys.setuid",
      "$<=$>=", "$>=0", "$<=0", "posix_setuid", "process.setuid")
  }

  /// Whether it joins a connection to a shell.
  var joinsSocketToShell: Bool {
    let connects = has(
      "socket", "/inet/tcp", "/inet/udp", "fsockopen", "tcpsocket", "net.connect", "net.socket",
      "createconnection", "tcpserver", "tcpclient", "createserver", "io::socket", "luasocket",
      "net.createconnection", "usingsockets", "stream_socket", "java.net", "server(")
    let runs = has(
      "dup2", "/bin/sh", "/bin/bash", "pty.spawn", "subprocess", "exec(", "exec\"", "spawn(",
      "popen", "system(", "|getline", "proc_open", "shell_exec", "os.execute", "exec{", "invoke-",
      "cmd.exe", "iex", "run(", "exec$", "processbuilder")
    return connects && runs
  }

  /// Whether it starts copies of itself without end.
  var forksForever: Bool {
    has("fork")
      && has(
        "while", "loop", "for(;;)", "until", "redo", "untilfork", "iter(int", "itertools.count")
      && !has("wait(", "waitpid")
  }

  /// Whether it runs what it has just fetched.
  var runsDownloads: Bool {
    has(
      "urlopen", "requests.get", "urllib", "open-uri", "net::http", "file_get_contents('http",
      "file_get_contents(\"http", "fetch(", "https.get", "http.get", "lwp", "downloadstring",
      "invoke-webrequest", "iwr", "socket.http", "urlretrieve", "io.copy_stream")
      && has(
        "exec(", "eval(", "system", "subprocess", "popen", "iex", "load(", "execsync", "eval$",
        "invoke-expression", "compile(", "dofile", "instance_eval", "evalget")
      || has("http://", "https://")
        && has("os.system(", "subprocess", "popen(", "exec(", "execsync")
  }

  /// Whether it runs what it has just decoded.
  var runsDecoded: Bool {
    has(
      "b64decode", "base64_decode", "decode64", "unpack(\"m", "unpack('m", "'base64'", "\"base64\"",
      "atob(", "fromhex", "unhexlify", "decode_base64", "rot13", "zlib.decompress", "gzinflate",
      "marshal.loads", "frombase64string", "pack(\"h*", "pack('h*", "str_rot13", "unpack1",
      "codecs.decode", "chr(")
      && has(
        "exec(", "eval", "system", "popen", "compile(", "iex", "function(", "execsync",
        "subprocess")
  }

  /// Whether it loads a library of choice.
  var loadsLibrary: Bool {
    has(
      "cdll", "dlopen", "loadlibrary", "fiddle", "load/", "dl_load_file", "loadextension", ".so\"")
      || has(".so'", "package.loadlib", "require(\"./") || language == .tcl && has("load")
  }

  /// Whether it reads files.
  var readsFiles: Bool {
    has(
      "open(", "createreadstream", "file_get_contents", "readfile", "file.read", "io.read", "read(")
  }

  /// Whether it sends something out.
  var sendsData: Bool {
    has(
      "requests.post", "requests.put", "urlopen(", "http.request", "net::http", "sendall(",
      ".send(", "smtplib", "ftplib", "curl_exec", "fetch(", "axios.post", "https.request",
      "http.client", "stream_context_create", "socket", "xmlrpc", "post(", ".request(", ":send(")
  }
}
