# What bin/run, bin/manage, bin/test and bin/check share. Sourced from the project's folder.

PATH=$PATH:/usr/sbin:/sbin  # runuser and what apt calls

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

has_package() {
    [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]
}

# need_packages NAME…: Debian's packages, installed when root, named when not.
need_packages() {
    missing=''
    for package in "$@"; do
        has_package "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    is_root || die "缺少 Debian 软件包，请运行：sudo apt-get install$missing"
    say "安装 Debian 软件包：$missing"
    apt-get update -q >&2
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
}

# need_either BETTER OTHER: of two packages that do the same, the better where it can be had.
need_either() {
    if is_root; then
        need_packages "$1" || need_packages "$2"
    elif ! has_package "$2"; then
        need_packages "$1"
    fi
}

has_uv() { uv --version >/dev/null 2>&1; }

# Debian's own Python where it will do: compiled by profile, it takes an eighth less time for all we
# do than one that somebody compiled plainly, as pyenv does.
own_python() {
    can='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
    if /usr/bin/python3 -c "$can" 2>/dev/null; then echo /usr/bin/python3; else echo python3; fi
}

need_python() {
    PYTHON=${PYTHON:-$(own_python)}
    "$PYTHON" --version >/dev/null 2>&1 || need_packages python3
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "需要 Python 3.11 或更新的版本，这里是 $("$PYTHON" --version)。可以用 PYTHON=… 指定。"
    has_uv || "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || need_packages python3-venv
}

is_installed() { .venv/bin/python -c '' 2>/dev/null && cmp -s "$1" ".venv/installed-$1"; }

# install_lock FILE: install a hash-pinned lock, only when it differs from the one installed last.
# Two at once take turns, and the second finds it done.
install_lock() {
    if is_installed "$1"; then return 0; fi
    private_folder
    (
        flock 8
        is_installed "$1" || install_now "$1"
    ) 8>>var/install.lock
}

install_now() {
    .venv/bin/python -c '' 2>/dev/null || make_venv
    say "安装 $1 …"
    if ! { has_uv && uv pip install -q --python .venv/bin/python --require-hashes -r "$1"; }; then
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$1"
    fi
    cp "$1" ".venv/installed-$1"
}

make_venv() {
    need_python
    rm -rf .venv
    "$PYTHON" -m venv .venv 2>/dev/null || uv venv -q --python "$PYTHON" .venv
}

is_port() {
    case $1 in
        *[!0-9]* | '') return 1 ;;
    esac
    [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

# Where bin/run serves.
own_port() {
    PORT=${PORT:-8000}
    is_port "$PORT" 2>/dev/null || die "PORT: $PORT 不是端口号。"
    export PORT
}

private_folder() { (umask 077 && mkdir -p var); }

# One server in a folder. The lock is the kernel's: it ends with the last process that holds it,
# however that ends, and starts of the same instant cannot both get it.
hold_folder() {
    private_folder
    exec 9>>var/run.lock
    if ! flock -w 2 9; then
        read -r pid address <var/run.lock || true
        die "这个文件夹里的网站已经在运行（进程 ${pid:-未知}，${address:-地址未知}），没有再启动一个。
要重新启动，先停掉它：在它的终端里按 Ctrl-C，或者运行 kill ${pid:-进程号}。"
    fi
    printf '%s %s\n' "$$" "http://127.0.0.1:$PORT/" >var/run.lock
}

# Variables of an embedded site: its own secret, made once; whatever is set already stays.
own_variables() {
    private_folder
    own_port
    if [ -z "${SECRET_KEY:-}" ]; then
        # ln, unlike mv, never replaces a key that another start has made meanwhile. Only an empty
        # file goes, and first: what ln made is never empty.
        if [ ! -s var/secret_key ]; then
            [ ! -e var/secret_key ] || find var/secret_key -empty -delete
            made=var/secret_key.$$
            (umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(48))' \
                >"$made")
            ln "$made" var/secret_key 2>/dev/null || true
            rm -f "$made"
        fi
        SECRET_KEY=$(cat var/secret_key)
    fi
    SITE_URL=${SITE_URL:-http://127.0.0.1:$PORT}
    DJANGO_SETTINGS_MODULE=site_config.settings
    export SECRET_KEY SITE_URL DJANGO_SETTINGS_MODULE
}
