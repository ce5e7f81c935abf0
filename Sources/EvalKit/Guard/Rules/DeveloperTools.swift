extension GuardRule {
  /// Destructive operations of developer tools: the tier `devops`.
  static let developerTools: [GuardRule] =
    gitRules + [
      GuardRule(
        "containers", .developerTools, .high,
        "Deletes containers, images, volumes or networks, or stops them by force.",
        tier: .devops,
        dangerous: [
          "docker system prune -af", "docker rm -f web", "docker volume rm data",
          "docker rmi -f $(docker images -q)",
          "docker compose down -v", "podman volume prune", "docker kill web",
        ],
        safe: [
          "docker ps", "docker logs web", "docker compose up -d", "docker build .",
          "docker run --rm x",
        ]
      ) { command in
        guard
          command.runs(
            "docker", "podman", "nerdctl", "docker-compose", "buildah", "crictl", "lxc", "incus")
        else { return false }
        if command.isRehearsal { return false }
        let verbs = command.operands.prefix(3).map(\.text)
        if verbs.first == "run" || verbs.first == "exec" || verbs.first == "build" { return false }
        if verbs.contains(where: {
          ["prune", "rm", "rmi", "remove", "kill", "delete"].contains($0)
        }) {
          return true
        }
        return verbs.contains("down") && command.has("-v", "--volumes", "--rmi")
          || verbs.first == "stop" && command.has("-a", "--all")
      },
      GuardRule(
        "cluster", .developerTools, .high, "Deletes or drains parts of a cluster.",
        tier: .devops,
        dangerous: [
          "kubectl delete namespace prod", "kubectl drain node1 --force", "helm uninstall web",
          "kubectl scale deploy web --replicas=0",
          "kubectl replace --force -f x.yaml", "oc delete project x", "kubectl cordon n1",
          "kustomize build . | kubectl delete -f -",
        ],
        safe: [
          "kubectl get pods", "kubectl apply -f x.yaml", "kubectl delete pod x --dry-run=client",
          "helm list",
        ]
      ) { command in
        guard
          command.runs(
            "kubectl", "oc", "k3s", "microk8s", "helm", "kubeadm", "kustomize", "argocd", "flux",
            "istioctl", "linkerd", "k9s", "eksctl", "kops", "kind", "minikube", "k3d", "nomad",
            "consul", "velero", "talosctl", "rancher"),
          !command.isRehearsal, !command.line.contains("--dry-run")
        else { return false }
        if command.line.contains("--replicas=0")
          || command.has("--force") && command.mentions("replace")
        {
          return true
        }
        return command.hasDestructiveVerb(
          within: 4, also: ["drain", "cordon", "reset", "rollback", "taint", "uninstall", "evict"])
          && !(command.mentions("taint") && command.operands.last?.text.hasSuffix("-") == true)
      },
      GuardRule(
        "infrastructure", .developerTools, .critical,
        "Destroys infrastructure or forgets its state.",
        tier: .devops,
        dangerous: [
          "terraform destroy -auto-approve", "terraform apply -auto-approve",
          "pulumi destroy --yes", "terraform state rm aws_x.y", "tofu destroy",
          "cdk destroy", "terraform workspace delete x", "terraform force-unlock 1",
          "terraform taint x.y", "vagrant destroy -f", "serverless remove",
        ],
        safe: [
          "terraform plan", "terraform init", "pulumi preview", "terraform show",
          "terraform plan -destroy",
        ]
      ) { command in
        guard
          command.runs(
            "terraform", "tofu", "terragrunt", "pulumi", "cdk", "cdktf", "vagrant", "serverless",
            "sls", "packer", "ansible", "sam", "copilot", "crossplane", "salt", "nixops")
        else { return false }
        if command.mentions("plan", "preview") || command.isRehearsal { return false }
        if command.mentions("apply")
          && (command.has(
            "-auto-approve", "--auto-approve", "-destroy", "--terragrunt-non-interactive")
            || command.arguments.contains { $0.text == "-auto-approve" || $0.text == "-destroy" })
        {
          return true
        }
        return command.hasDestructiveVerb(
          within: 3, also: ["taint", "force-unlock", "untaint", "cancel"])
          || command.line.contains("state=absent")
      },
      GuardRule(
        "database", .developerTools, .critical, "Drops, empties or rewrites data in a database.",
        tier: .devops,
        dangerous: [
          "psql -c 'DROP DATABASE prod'", "mysql -e 'TRUNCATE TABLE users'", "redis-cli FLUSHALL",
          "dropdb prod", "mongo --eval 'db.dropDatabase()'",
          "mysqladmin drop db", "sqlite3 a.db 'DELETE FROM users'", "echo 'drop table x;' | psql",
          "pg_restore --clean -d x f", "dropuser bob",
        ],
        safe: [
          "psql -c 'SELECT 1'", "redis-cli GET a", "mysqldump db > f",
          "psql -c 'DELETE FROM t WHERE id = 1'", "sqlite3 a.db '.tables'",
        ]
      ) { $0.destroysData },
      GuardRule(
        "cloud", .developerTools, .high, "Deletes resources of a cloud, a platform or a store.",
        tier: .devops,
        dangerous: [
          "aws s3 rb s3://b --force", "aws ec2 terminate-instances --instance-ids i-1",
          "gcloud projects delete p", "az group delete -n g", "vault policy delete p",
          "gh repo delete o/r", "heroku apps:destroy a", "rclone purge r:b",
          "restic forget --keep-last 1 --prune", "borg delete r::a", "gsutil rm -r gs://b",
          "rabbitmqadmin delete queue name=q", "nats stream purge S",
          "gitlab-runner unregister --all-runners", "gh repo archive o/r",
          "circleci context remove-secret o c S", "firebase projects:delete p",
          "aws s3 rm s3://b --recursive", "stripe customers delete c",
        ],
        safe: [
          "aws s3 ls", "gh pr list", "gcloud projects list", "vault kv get x", "rclone copy a r:b",
          "restic snapshots", "borg info r", "aws s3 cp a s3://b/", "nats consumer info O C",
        ]
      ) { command in
        guard
          command.runs(platformTools) || command.program.hasPrefix("kafka-")
            || command.program.hasPrefix("rabbitmq") || command.program.hasPrefix("aws-"),
          !command.isRehearsal, !command.line.contains("--dry-run"), !command.mentions("help")
        else { return false }
        return command.hasDestructiveVerb(
          within: 6,
          also: [
            "archive", "revoke", "disable", "detach", "deregister", "suspend", "cancel", "close",
            "rb", "prune", "forget", "terminate", "reset", "unpublish", "deprecate", "yank", "lock",
            "abort", "vacuum", "moveto", "cleanup", "rekey", "seal", "undeploy", "deactivate",
            "expire", "migrate", "force-reset", "force", "logout", "transfer", "pause", "drain",
            "put-secret-value", "update-secret", "compact", "overwrite",
          ])
      },
      GuardRule(
        "web-interface", .developerTools, .high,
        "Deletes something through the web interface of a service.",
        tier: .devops,
        dangerous: [
          "curl -X DELETE http://localhost:9200/logs", "curl -X POST http://jenkins/job/x/doDelete",
          "http DELETE api.example.com/x", "curl --request DELETE https://x/y",
          "curl -XPOST localhost:9200/a/_delete_by_query -d '{}'", "wget --method=DELETE http://x",
        ],
        safe: [
          "curl -X GET http://localhost:9200/_aliases", "curl -X POST https://api/x -d a=b",
          "curl https://x/deleted",
        ]
      ) { command in
        guard command.runs("curl", "wget", "http", "https", "xh", "httpie", "curlie") else {
          return false
        }
        let method = command.value(of: "-X", "--request", "--method")?.text.uppercased()
        if method == "DELETE" || command.runs("http", "https", "xh") && command.mentions("delete") {
          return true
        }
        guard
          method == "POST" || method == "PUT" || method == "PATCH" || command.has("-d", "--data")
        else { return false }
        return command.operands.contains { field in
          let last = field.text.split(separator: "?")[0].split(separator: "/").suffix(2)
          return last.contains { part in
            let words = Invocation.verbs(in: String(part))
            return !words.isDisjoint(with: [
              "delete", "destroy", "remove", "purge", "wipe", "close", "disable", "quiet",
              "shutdown", "exit", "restart", "archive", "clear", "erase", "quietdown",
            ])
          }
        } || command.line.contains("\"remove_index\"") || command.line.contains("delete_by_query")
      },
      GuardRule(
        "jobs", .developerTools, .high,
        "Deletes jobs, builds or their settings from a build service.",
        tier: .devops,
        dangerous: [
          "java -jar jenkins-cli.jar -s http://j delete-job x",
          "java -jar jenkins-cli.jar -s http://j safe-shutdown", "jenkins-cli delete-node n",
        ],
        safe: ["java -jar jenkins-cli.jar -s http://j list-jobs", "java -jar app.jar"]
      ) { command in
        guard command.runs("java", "jenkins-cli", "jenkins-jobs"),
          command.runs("jenkins-cli", "jenkins-jobs") || command.line.contains("jenkins-cli")
        else { return false }
        return command.hasDestructiveVerb(
          within: 6,
          also: [
            "shutdown", "restart", "disable", "quiet", "offline", "clear", "disconnect", "stop",
            "cancel",
          ])
      },
      GuardRule(
        "project", .developerTools, .medium,
        "Throws away installed packages, caches or published versions of a project.",
        tier: .devops,
        dangerous: [
          "npm unpublish p --force", "cargo yank --version 1 p", "gem yank p -v 1",
          "npm cache clean --force", "pip uninstall -y -r r.txt", "conda env remove -n x",
          "go clean -modcache", "brew uninstall --force x",
        ],
        safe: ["npm install", "cargo build", "pip list", "npm run build"]
      ) { command in
        switch command.program {
        case "npm", "yarn", "pnpm":
          return command.mentions("unpublish", "deprecate")
            || command.line.contains("cache clean --force") || command.line.contains("owner rm")
        case "cargo", "gem": return command.mentions("yank")
        case "pip", "pip3": return command.mentions("uninstall") && command.has("-y", "--yes")
        case "conda", "mamba":
          return command.line.contains("env remove")
            || command.mentions("remove") && command.has("--all")
        case "go": return command.mentions("clean") && command.line.contains("-modcache")
        case "brew":
          return command.mentions("uninstall", "remove")
            && command.has("--force", "--zap", "--ignore-dependencies")
        default: return false
        }
      },
      GuardRule(
        "bulk-data", .developerTools, .high, "Deletes data at the target of a copy or in a store.",
        tier: .devops,
        dangerous: [
          "aws s3 sync . s3://b --delete", "rsync -av --delete a/ b/", "zfs destroy -r p",
          "scp --remove-source x h:",
        ],
        safe: ["rsync -av a/ b/", "zfs list", "ssh h uptime"]
      ) { command in
        if command.runs("zfs", "btrfs") { return command.mentions("destroy", "rollback", "delete") }
        return command.arguments.contains {
          $0.text.hasPrefix("--delete") || $0.text.hasPrefix("--remove-source")
            || $0.text == "--del"
        }
          && command.runs("rsync", "aws", "rclone", "gsutil", "scp", "lftp", "mc", "s5cmd")
          && !command.has("-n", "--dry-run")
      },
    ]

  /// Command-line clients of clouds, platforms, secret stores, queues and backups.
  private static let platformTools: Set<String> = [
    "aws", "gcloud", "gsutil", "bq", "az", "azcopy", "doctl", "linode-cli", "hcloud", "oci",
    "ibmcloud", "aliyun", "scw", "exo", "upctl", "vultr-cli", "openstack", "s3cmd", "s5cmd", "mc",
    "b2", "wrangler",
    "heroku", "fly", "flyctl", "vercel", "netlify", "now", "railway", "render", "supabase",
    "firebase", "amplify", "eb", "cf", "dokku", "surge", "turso", "neonctl", "planetscale",
    "pscale",
    "vault", "op", "doppler", "bw", "chamber", "sops", "infisical", "conjur", "berglas", "lpass",
    "pass", "gopass",
    "rclone", "restic", "borg", "velero", "duplicity", "kopia", "duplicacy", "bup", "tarsnap",
    "wal-g", "pgbackrest", "barman", "etcdctl", "rustic", "rdiff-backup",
    "nats", "kcat", "rpk", "pulsar-admin", "confluent", "mosquitto_pub", "kafkactl", "kaf",
    "stripe", "braintree", "twilio", "sentry-cli", "datadog", "dog", "pagerduty", "pd",
    "launchdarkly", "ldcli", "newrelic", "grafana-cli", "promtool", "splunk", "curator", "esctl",
    "elasticsearch-cli", "algolia", "meilisearch",
    "gh", "glab", "hub", "lab", "tea", "bb", "gitlab-runner", "circleci", "travis",
    "buildkite-agent", "bk", "drone", "tkn", "concourse", "fly-cli", "argo", "spinnaker", "spin",
    "act", "jfrog", "jf", "cosign", "skopeo", "crane", "oras", "regctl", "dvc", "git-lfs",
    "flagctl", "unleash", "split", "optimizely", "ldc",
    "cloudflared", "flarectl", "dnscontrol", "certbot", "step", "tailscale", "zerotier-cli",
    "openshift", "cfssl", "route53", "lego", "acme.sh", "ssh-keygen", "mailgun", "sendgrid",
    "postmark", "ses", "mail", "postsuper", "postqueue", "exim", "sqs", "sns",
  ]
}
