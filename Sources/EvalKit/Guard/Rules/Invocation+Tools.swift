extension Invocation {
  /// Words that name the end of something.
  private static let destructive: Set<String> = [
    "delete", "destroy", "remove", "rm", "purge", "drop", "erase", "wipe", "del", "unregister",
    "uninstall", "terminate", "nuke", "truncate", "flush", "obliterate", "deletefile", "rmdir",
    "rmdirs", "deregister", "expunge", "clear", "unlink", "rmi", "teardown", "prune",
  ]

  /// Words of operations that only look.
  private static let reading: Set<String> = [
    "list", "get", "describe", "show", "ls", "info", "status", "head", "view", "read", "tail",
  ]

  /// The words of a name such as `delete-job`, `delete_vhost`, `doDelete` or `apps:destroy`.
  static func verbs(in name: String) -> Set<String> {
    var words: Set<String> = [name.lowercased()]
    var word = ""
    for character in name.prefix(200) {
      if character.isLetter || character.isNumber {
        if character.isUppercase, let last = word.last, last.isLowercase {
          words.insert(word.lowercased())
          word = ""
        }
        word.append(character)
      } else {
        words.insert(word.lowercased())
        word = ""
      }
    }
    words.insert(word.lowercased())
    return words
  }

  /// Whether one of the first operands orders that something be destroyed.
  func hasDestructiveVerb(within count: Int, also others: Set<String> = []) -> Bool {
    let commands = operands.prefix(count).filter { field in
      !field.text.contains("/") && !field.text.contains("=") && !field.text.contains(".")
        && !field.text.contains(" ")
    }
    if arguments.contains(where: {
      ["--delete", "--purge", "--prune", "--delete-all", "--remove"].contains($0.text)
    }) {
      return true
    }
    return commands.enumerated().contains { index, field in
      let words = Self.verbs(in: field.text)
      if field.text.contains("::") || !words.isDisjoint(with: Self.reading) { return false }
      return !words.isDisjoint(with: Self.destructive)
        || index < 3 && !words.isDisjoint(with: others)
    }
  }

  /// Whether it drops, empties or rewrites data in a database.
  var destroysData: Bool {
    if runs("dropdb", "dropuser") { return !isRehearsal && !operands.isEmpty }
    if runs("pg_restore") { return has("-c", "--clean") }
    if runs("redis-cli", "valkey-cli", "keydb-cli") {
      return mentions("flushall", "flushdb", "shutdown", "del", "unlink", "debug", "swapdb")
        || line.lowercased().contains("config set") || line.lowercased().contains("cluster reset")
    }
    if runs(
      "mysqladmin", "pg_ctl", "pg_dropcluster", "pg_resetwal", "supabase", "prisma", "alembic",
      "flyway", "rails", "rake", "knex", "sequelize", "typeorm", "django-admin", "artisan")
    {
      let text = line.lowercased()
      return runs("pg_dropcluster", "pg_resetwal")
        || [
          "drop", "reset", "clean", "flush", "downgrade base", "migrate:fresh", "migrate:reset",
          "shutdown", "stop", "rollback", "force",
        ].contains { text.contains($0) }
    }
    guard
      runs(
        "psql", "mysql", "mariadb", "sqlite3", "sqlite", "mongo", "mongosh", "clickhouse-client",
        "cqlsh", "sqlcmd", "duckdb", "cockroach", "snowsql", "bq", "influx", "isql", "usql",
        "sqlplus", "trino", "presto", "hive", "beeline", "neo4j", "cypher-shell", "mycli", "pgcli",
        "litecli", "rqlite")
    else { return false }
    let text = (line + " " + (input?.text ?? "")).lowercased().split(whereSeparator: {
      $0.isWhitespace
    }).joined(separator: " ")
    let always = [
      "drop table", "drop database", "drop schema", "drop user", "drop index", "drop view",
      "drop role", "drop column", "drop keyspace", "truncate ", "dropdatabase", ".drop(",
      "deletemany({})", ".remove({})", "drop collection", "detach delete", "drop owned",
      "drop bucket", "drop measurement", "delete bucket", "bucket delete", "drop materialized",
      "drop extension", "drop function", "dropuser", "dropindexes", "vacuum full", "alter system",
      "deleteone", "deletemany", "shutdown",
    ]
    if always.contains(where: { text.contains($0) }) { return true }
    if text.contains("delete from") || text.contains("update ") && text.contains(" set ") {
      return !text.contains(" where ") || text.contains("where 1=1") || text.contains("where true")
    }
    return false
  }
}
