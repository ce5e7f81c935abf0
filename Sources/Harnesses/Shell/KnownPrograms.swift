/// Programs that people use on a command line, shell builtins and keywords.
///
/// The list decides whether a bare word is a command, the same on every machine: what is installed
/// here has no effect.
enum KnownPrograms {
  /// Whether a word is a program or builtin, also with a version behind it (`python3.11`) or as a
  /// member of a family (`mkfs.xfs`).
  static func contains(_ word: String) -> Bool {
    if names.contains(word) || families.contains(where: { word.hasPrefix($0) }) { return true }
    let plain = withoutVersion(word)
    return plain != word && names.contains(plain)
  }

  private static let families = [
    "mkfs.", "fsck.", "mount.", "umount.", "systemd-", "git-", "apt-", "dpkg-", "docker-",
    "kubectl-", "llvm-", "pg_", "gpg-", "lxc-", "virt-", "aa-", "x86_64-",
  ]

  /// The name without `.exe`, and without the digits and points at its end and a hyphen before.
  private static func withoutVersion(_ word: String) -> String {
    var rest = word.hasSuffix(".exe") ? word.dropLast(4) : word[...]
    while let last = rest.last, last.isASCII, last.isNumber || last == "." { rest.removeLast() }
    if rest.last == "-" { rest.removeLast() }
    return String(rest)
  }

  private static let names = Set(list.split { $0 == " " || $0 == "\n" }.map(String.init))

  private static let list = """
    . 7z 7za 7zr : R Rscript VBoxManage Xorg [ a2dismod a2dissite a2enmod a2ensite a2ps
    aa-complain aa-enforce aa-status ab abduco acct accton ack aclocal acme.sh acpi adb
    add-apt-repository addgroup addr2line adduser ag age aide alacritty alertmanager alias alien
    als alsamixer alternatives amixer amtool anacron animate ansible ansible-doc ansible-galaxy
    ansible-playbook ansible-vault ant apache2ctl apachectl apack apg apk aplay apparmor_parser
    apropos apt apt-add-repository apt-cache apt-cdrom apt-config apt-file apt-ftparchive
    apt-get apt-key apt-listchanges apt-mark aptitude aptly ar arch arch-chroot arduino-cli
    arecord argocd aria2c arj arp arping arpwatch as asciidoc asciidoctor asciinema asdf ash
    astyle at atom atool atop atq atrm attr audit2allow auditctl augtool aunpack aureport
    ausearch authconfig authselect autoconf autoheader autoload automake autoreconf autossh
    avahi-browse avahi-resolve avrdude awk aws awslocal axel az b2 b2sum badblocks banner baobab
    base32 base58 base64 basename basenc bash bat batcat batch bats bazel bazelisk bc bg bibtex
    bind bindkey bison bjobs black blkdiscard blkid blockdev bluetoothctl bmon bodhi bonnie++
    bootctl borg borgmatic boundary boxes bq brave brctl break brew bridge brightnessctl broot
    brotli bsdtar bsub btop btrfs buck buildah builtin bun bundle bundler bunx bunzip2 bup
    busctl busybox bwrap byobu bzcat bzdiff bzgrep bzip2 bzip2recover bzless bzr c++ c++filt
    cabal cabextract caddy caffeinate cal calc calcurse caller cancel capinfos capsh cargo
    carthage case cat cc ccache cd cdk cdrecord celery ceph certbot certtool cfdisk cgcreate
    cgdisk cgexec chage chattr chcon checkbashisms checkinstall checkov chef-client chfn chgrp
    chkconfig chkrootkit chmod choom chown chpasswd chrome chromium chronic chronyc chronyd
    chroot chrt chsh ci circleci cksum clamscan clang clang++ clang-format clang-tidy clear
    clear_console clickhouse-client clip clisp clj cloc clojure cloudflared cmake cmatrix cmp
    cmus co code codesign col colcrt colordiff colrm column comm command commitlint compare
    compgen complete compopt composer composite compress conda conntrack consul containerd
    continue convert convmv coproc coredumpctl corepack corosync cosign coverage cowsay cowthink
    cp cpack cpan cpanm cpio cpp cppcheck cpufreq-info cpuid cpulimit cpupower cqlsh crane
    createdb createrepo createrepo_c createuser crictl crm cron crontab crudini cryptsetup
    crystal cscope csh csplit csrutil csvcut csvformat csvgrep csvjoin csvkit csvlook csvsort
    csvstack csvstat csvtool ctags ctest ctop ctr cu cupsctl curator curl cut cvs cwebp
    daemonize darcs dart dash datamash date dateadd datediff dateutils dbclient dc dcfldd dch
    dconf dd ddclient ddrescue debchange debconf-set-selections debconf-show debootstrap
    deborphan debsums debugfs debuild declare defaults delgroup delta deluge deluge-console
    deluser delv deno depmod detox df dfu-util dh_make dhclient dhcpcd dialog diff diff3
    diffstat dig dir dircolors direnv dirname dirs diskutil disown display distcc ditto dive
    django-admin dmenu dmesg dmidecode dmsetup dnf dnf5 dnsdomainname doas docker docker-compose
    dockerd doctl domainname doppler dos2unix dotnet doxygen dpkg dpkg-buildpackage dpkg-deb
    dpkg-divert dpkg-query dpkg-reconfigure dpkg-statoverride dracut drbdadm drill dropbear
    dropdb dropuser dscacheutil dscl dselect dstat dtach dtrx du dua duckdb duf dumpcap dumpe2fs
    dumpkeys dune duplicati duplicity dust dvips dwebp e2fsck e2label echo ed editcap editor
    edquota efibootmgr egrep eix eject eksctl elasticsearch elinks elixir elvish emacs
    emacsclient emerge enable enca enscript entr env envsubst eog equery equivs erb erl errno
    eselect eslint espeak espeak-ng esptool.py etags etcd etcdctl ethtool eval evince ex exa
    exec exiftool exim exit exiv2 expand expect export exportfs expr eza facter factor
    fail2ban-client faillock faillog fakeroot fallocate false fastboot fastfetch fastlane fc
    fc-cache fc-list fc-match fd fdfind fdisk fdupes fedpkg feh festival fetchmail ffmpeg ffplay
    ffprobe fg fgrep figlet file filebeat find findfs findmnt finger fio firebase firefox
    firejail firewall-cmd fish flac flake8 flameshot flashrom flask flatpak flex flock flutter
    flux fly flyctl flyway fmt fnm fold for forever fortune fossil fping free freshclam fromdos
    fsck fsfreeze fstrim fswatch ftp func function funzip fuser fwupdmgr fx fzf g++ gawk gcat
    gcc gcloud gcore gcov gcp gdate gdb gdebi gdisk gdu geany gedit gem genisoimage getcap
    getenforce getent getfacl getfattr getmail getopt getopts getsebool gfind ggrep gh ghc ghci
    ghead ghostscript gimp gio git git-crypt git-lfs gitk gitlab-runner glab glances glow gls
    gluster gmake gmv gnome-terminal gnuplot gnutls-cli go gofmt google-chrome
    google-chrome-stable gpasswd gpg gpg-agent gpg2 gpgconf gpgv gprof gprolog gradle gradlew
    grafana-cli greadlink grep grim grm groff gron groovy groupadd groupdel groupmems groupmod
    groups growisofs grpck grpconv grpunconv grub-install grub-mkconfig grub-set-default grunt
    grype gs gsed gsettings gshuf gsort gsplit gstat gsutil gtail gtar gtouch guile guix gulp
    gum gunicorn gunlink gunzip gwc gxargs gzcat gzexe gzip hadolint hadoop halt haproxy
    hardlink hash hashcat hashdeep hciconfig hcitool hcloud hd hdfs hdiutil hdparm head helix
    helm helmfile help heroku hexdump hexo hey hg history hive host hostid hostname hostnamectl
    hping3 html2text htop http http-server httpd httpie https hub hugo hwclock hwinfo hx
    hxselect hydra hyperfine i3 ibmcloud iconv id identify iex if ifconfig ifdata ifdown ifquery
    iftop ifup import in2csv incrontab incus indent influx info init initctl initdb inkscape
    inotifywait inotifywatch insmod install interdiff invoke-rc.d inxi ionice ioping iostat
    iotop iozone ip ip6tables ipcalc ipcmk ipcrm ipcs iperf iperf3 ipmitool ipsec ipset iptables
    iptables-restore iptables-save ipython ipython3 irb irssi iscsiadm isohybrid isoinfo isort
    isosize isql istioctl isutf8 iw iwconfig iwlist jar java javac javap jc jcmd jconsole jdb
    jdupes jed jekyll jest jj jmap jo jobs joe john join journalctl jpegoptim jpegtran jps jq
    jrnl jshell jstack jstat julia jupyter jupyter-notebook just k3d k3s k6 k9s
    kafka-console-consumer kafka-console-producer kafka-topics kak kate kdestroy kdialog kdig
    kexec keytool khal kill killall killall5 kind kinit kitty klist kmod knife koji konsole
    kopia kotlin kotlinc kpartx kpasswd ksh kubeadm kubectl kubelet kustomize kvm lame last
    lastb lastcomm lastlog latex latexmk launchctl lazydocker lazygit lbzip2 lcov ld ldapadd
    ldapdelete ldapmodify ldappasswd ldapsearch ldconfig ldd lein lerna less let lex lf lftp lha
    libreoffice libtool libtoolize lighttpd lilo link linkerd links linode-cli lintian liquibase
    ln loadkeys local locale locale-gen localectl localedef locate lockfile logger login
    loginctl logins logname logout logrotate logsave logstash lolcat look losetup lp lpadmin
    lpoptions lpq lpr lprm lpstat ls lsar lsattr lsb_release lsblk lscpu lsd lsfd lshw lsipc
    lsirq lslocks lslogins lsmem lsmod lsns lsof lspci lsscsi lsusb ltrace lua luajit lualatex
    luarocks lvchange lvconvert lvcreate lvdisplay lvextend lvm lvreduce lvremove lvrename
    lvresize lvs lvscan lxc lxc-attach lxc-create lxc-destroy lxc-ls lxc-start lxc-stop lxd
    lynis lynx lz4 lz4cat lzcat lzip lzma lzop m4 machinectl magick mail mailq mailx maim make
    makepasswd makepkg mamba man mapfile mariadb mariadb-dump markdown masscan mawk maxima mbw
    mc mcedit mcookie md5 md5deep md5sum mdadm mdfind mdls mediainfo memcached memtester mesg
    meson mg micro microdnf micromamba mii-tool miller minicom minikube minio mise mispipe mix
    mkbootdisk mkcert mkdir mkdocs mkdosfs mke2fs mkfifo mkfontdir mkfs mkfs.ext4 mkinitcpio
    mkinitrd mkisofs mknod mkpasswd mksh mksquashfs mkswap mktemp mlocate mlr mmv moc mocha mock
    modinfo modprobe module mogrify mongo mongod mongodump mongoexport mongoimport mongorestore
    mongosh monit montage more mosh most mount mount.cifs mountpoint mousepad mpc mpd mpiexec
    mpirun mplayer mpstat mpv msmtp mtr mullvad multipass multipath mutt mv mvn mvnw mypy mysql
    mysqladmin mysqlcheck mysqld mysqldump mysqlimport namei nano nasm nats nawk nc ncal ncat
    ncdu ncftp ncmpcpp ncompress ne neofetch neomutt nerdctl net netcat nethogs netlify netstat
    networkctl networksetup newaliases newgrp newsboat newusers nfsstat nft nginx ngrep ngrok
    nice nim nimble ninja nisdomainname nix nix-build nix-channel nix-env nix-shell nix-store
    nixos-rebuild nkf nl nload nm nmap nmblookup nmcli nmon nmtui nnn node nodejs nodemon nohup
    nologin nomad notify-send nox npm nproc npx nroff nscd nsenter nslookup ntpd ntpdate ntpq nu
    nuget numactl numfmt nvidia-settings nvidia-smi nvim nvm nvme nvram nx objcopy objdump oc
    ocaml oci octave od oggenc ohai okular op opam open openconnect openocd openssl openvpn opkg
    optipng opusenc osascript oscap p4 p7zip paccache packer pacman pacman-key pacmd pactl
    pactree pam_tally2 pamac pandoc parallel parcel parted partprobe partx paru pass passwd
    paste pastel patch patchelf pathchk pax pbcopy pbpaste pbuilder pbzip2 pcs pdfgrep pdfimages
    pdfinfo pdflatex pdfseparate pdftk pdftoppm pdftotext pdfunite pdm pear pecl peco pee percol
    perf perl pg_basebackup pg_ctl pg_dump pg_dumpall pg_isready pg_restore pgrep
    phoronix-test-suite photorec php pico picocom pidof pidstat pigz pinfo ping ping6 pinky pip
    pip3 pipenv pipx pixz pkexec pkg pkg-config pkg_add pkg_delete pkg_info pkgconf pkgin pkill
    play plocate pluma plutil plzip pm2 pmap pmset pngquant pnpm pod podman podman-compose
    poetry popd port portage postconf postfix postgres postqueue postsuper potrace poweroff
    powershell powertop pr pre-commit prename prettier printenv printf prlimit procinfo procmail
    profanity progress prometheus promtool proot ps ps2pdf ps_mem psacct psql pstree ptx
    pulseaudio pulumi pup puppet puppetserver pushd pv pvcreate pvdisplay pvmove pvremove
    pvresize pvs pvscan pwck pwconv pwd pwdx pwgen pwsh pwunconv pydoc pyenv pylint pytest
    python python2 python3 pzstd qalc qdel qemu qemu-img qemu-system-x86_64 qpdf qrencode qstat
    qsub quilt quota quotacheck quotaoff quotaon rabbitmqadmin rabbitmqctl racket rados
    radosgw-admin rage rails rain rake ranger ranlib rar rbash rbd rbenv rbt rc-service
    rc-update rclone rcp rcs rdfind rdiff-backup read readarray readelf readlink readonly realm
    realpath rebar3 reboot rec recode redis-benchmark redis-cli redis-server redshift remind
    rename rename.ul renice repo repoquery repquota reprepro reset resize resize2fs resolvconf
    resolvectl restic restorecon return rev rexec rfkill rg rgrep rhash ripgrep rkhunter rlogin
    rlwrap rm rmdir rmlint rmmod rocm-smi rofi rollup route rpcclient rpcinfo rpm rpm-ostree
    rpm2archive rpm2cpio rpmbuild rpmdev-setuptree rpmkeys rsh rsnapshot rsstail rsync rtorrent
    ruby ruff run-parts runc runcon runlevel runuser rustc rustup rvm rxvt s3cmd s5cmd sa sacct
    sadf sage salloc salt salt-call salt-key salt-ssh sam sar sattach say sbatch sbcl sbt scala
    scancel scanimage scc schedtool scons scontrol scp scrcpy screen screenfetch script
    scriptreplay scrot scutil sdiff sdparm sed select select-editor sem semanage
    semantic-release sendmail sensible-editor sensors seq serverless service sestatus set setcap
    setenforce setfacl setfattr setopt setquota setsebool setserial setsid setterm setxkbmap
    sfdisk sftp sg sg_map sg_scan sgdisk sh sha1sum sha224sum sha256deep sha256sum sha384sum
    sha512sum shar shards shasum shellcheck shfmt shift shopt showmount shred shuf shunit2
    shutdown siege sift sinfo sipcalc sips size sk skaffold skill skopeo sl slabtop sleep
    sloccount sls smartctl smbclient smbpasswd smbstatus smem snap snice snmpget snmpset
    snmpwalk sntp socat soffice softwareupdate sops sort source sox spark-shell spark-submit
    spctl spectool speedtest speedtest-cli split sponge sqlcmd sqlite3 sqlplus squeue squid srun
    ss ssh ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan sshd sshfs sshpass sss_cache
    stack star start-stop-daemon startx stat stdbuf step stow strace stress stress-ng strings
    strip strongswan stty su subl sudo sudoedit sum supervisorctl supervisord suspend svn
    svnadmin svnlook sw_vers swaks swaplabel swapoff swapon sway swift swiftc swipl sxiv syft
    symlinks sync sysbench sysctl system_profiler systemctl systemd-analyze systemd-cgls
    systemd-cgtop systemd-run tabs tac tail tailscale talk tar task tasksel taskset taskw tc tcc
    tclsh tcpdump tcsh tee telinit telnet terraform terragrunt tesseract test testdisk testparm
    textutil tflint tfsec tftp tidy tig tilt time timedatectl timeout times timew tldr tload tlp
    tmux todo todo.sh todos tofu toilet tokei top touch tox toybox tput tr tracepath traceroute
    traceroute6 transmission-cli transmission-daemon transmission-remote trap trash trash-empty
    trash-list trash-put trash-restore tree tripwire trivy troff true truncate ts ts-node tsc
    tshark tsort tsx tty ttyrec tune2fs turbo type typeset tzselect uconv udevadm udhcpc
    udisksctl ufw ugrep ulimit umask umount unalias uname unar unarj unattended-upgrade unbrotli
    unbuffer uncompress unexpand uniq units unix2dos unlink unlz4 unlzma unpigz unrar unset
    unsetopt unshar unshare unsquashfs until unxz unzip unzstd update-alternatives
    update-ca-certificates update-ca-trust update-grub update-initramfs update-locale
    update-rc.d updatedb upower uptime urxvt useradd userdel usermod users usql uudecode
    uuencode uuid uuidgen uv uvicorn uvx vacuumdb vagrant valgrind varnishadm vault vboxmanage
    vconfig vdir vegeta velero venv veracrypt vercel vgchange vgcreate vgdisplay vgextend
    vgreduce vgremove vgrename vgs vgscan vi vidir view vifm vigr vim vimdiff vimtutor vipe vipw
    virsh virt-clone virt-install virt-manager virtualenv visudo vite vitest vlc vmstat vnstat
    volta w w3m wait wall warnquota watch watchdog watchexec waypoint wc wdiff webpack weechat
    wg wg-quick wget wget2 whatis when whence whereis which while whiptail who whoami whois
    wiggle wipefs wireshark wish wl-copy wl-paste wmctrl wodim wpa_cli wpa_supplicant wrangler
    write wrk xargs xattr xbacklight xbps-install xbps-query xbps-remove xclip xcode-select
    xcodebuild xcrun xdg-open xdotool xdpyinfo xed xelatex xfs_admin xfs_growfs xfs_info
    xfs_quota xfs_repair xh xinit xinput xkill xmessage xml xmllint xmlstarlet xmodmap xonsh
    xorriso xpdf xprop xq xrandr xsel xset xsltproc xterm xwininfo xxd xz xzcat xzdiff xzgrep
    yacc yad yarn yasm yay yes youtube-dl yq yt-dlp yum yum-config-manager yumdownloader zathura
    zbarimg zcat zcmp zdiff zdump zegrep zellij zenity zerotier-cli zfgrep zfs zgrep zic zig zip
    zipcloak zipgrep zipinfo zipnote zipsplit zle zless zmap zmore zpool zrun zsh zstd zstdcat
    zstdgrep zstdless zypper
    """
}
