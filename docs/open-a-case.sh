#!/bin/sh
# Opens a case without any of our software: only age 1.3 or newer, tar, ssh-keygen and sha256sum.
# The formats are in docs/protocol.md. Nothing is sent anywhere; what is opened stays in the folder you name.
#
#   open-a-case.sh IDENTITY GRANT OBJECT FOLDER [MANIFEST [SENDER]]
#
# IDENTITY  your own key: a file with one line AGE-SECRET-KEY-PQ-1… (an opened seed.age is one)
# GRANT     your grant, for example grant/3.age, or the reporter's reporter.age
# OBJECT    what was said, for example report.age
# FOLDER    an empty folder for what is inside
# MANIFEST  manifest.txt, with manifest.txt.sig beside it: then the grant and its signer are checked too
# SENDER    the signing key to believe, 64 hex digits; without it, the reporter's, which the grant names
set -eu

[ $# -ge 4 ] || { sed -n '2,13p' "$0" >&2; exit 2; }
identity=$1 grant=$2 object=$3 folder=$4 manifest=${5-} believed=${6-}
umask 077
mkdir -p "$folder"
[ -z "$(ls -A "$folder")" ] || { echo "not empty: $folder" >&2; exit 2; }
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT INT TERM

fail() { echo "REFUSED: $1" >&2; exit 1; }
hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }

# A signing key is 64 hex digits with us; OpenSSH wants them after 19 fixed bytes, in base64.
openssh_key() {
  hex="0000000b7373682d6564323535313900000020$1"
  # shellcheck disable=SC2059 # the format is made of octal escapes only
  printf "$(printf '%s' "$hex" | sed 's/../& /g' | tr ' ' '\n' | while read -r byte; do
    [ -z "$byte" ] || printf '\\%03o' "0x$byte"
  done)" | base64 | tr -d '\n'
}
verify() { # signer, namespace, file
  echo "$1 ssh-ed25519 $(openssh_key "$1")" >"$keys/allowed"
  ssh-keygen -Y verify -f "$keys/allowed" -I "$1" -n "$2" -s "$3.sig" <"$3" >/dev/null ||
    fail "the signature of $3 is not by $1"
}

# 1. The grant: once opened it is an identity file as it is.
age -d -i "$identity" "$grant" >"$keys/case.txt" || fail "this grant is not for this key"
reporter=$(sed -n 's/^# reporter-sig-vk //p' "$keys/case.txt")
case_id=$(sed -n 's/^# case \([^ ]*\) .*/\1/p' "$keys/case.txt")
slot=$(sed -n 's/^# case .* slot //p' "$keys/case.txt")
ack=$(sed -n 's/^# ack //p' "$keys/case.txt")

# 2. The manifest, if given: signed by whom it names, and it lists exactly this grant.
if [ -n "$manifest" ]; then
  signer=$(sed -n 's/^signer //p' "$manifest")
  verify "$signer" tocsin-manifest-v1 "$manifest"
  grep -q "^case $case_id " "$manifest" || fail "the manifest is of another case"
  if [ "$slot" = 0 ]; then
    grep -qx "reporter $(hash_of "$grant")" "$manifest" || fail "the manifest lists another grant"
  else
    grep -q "^slot $slot tier [0-9]* $(hash_of "$grant") " "$manifest" || fail "the manifest lists another grant"
  fi
  case "$(sed -n 's/^case .* number \([0-9]*\) .*/\1/p' "$manifest")" in
    1) [ "$signer" = "$reporter" ] || fail "the first manifest is not by the reporter" ;;
    *) echo "manifest signed by $signer: compare with the keyholders you know" ;;
  esac
fi

# 3. The object: opened, unpacked, its signature and every hash checked.
age -d -i "$keys/case.txt" "$object" >"$keys/object.tar" || fail "none of the keys of the grant opens it"
tar -xf "$keys/object.tar" -C "$folder"
cd "$folder"
[ "$(sed -n 1p meta.txt)" = "# tocsin/v1 object" ] || fail "not an object of this protocol"
sender=$(sed -n 's/^# sender //p' meta.txt)
[ "$sender" = "${believed:-$reporter}" ] || fail "signed by $sender, who is not the one to believe"
verify "$sender" tocsin-object-v1 meta.txt
grep -q "^# case $case_id " meta.txt || fail "it belongs to another case"
to=$(sed -n 's/^# to-recipient-sha256 //p' meta.txt)
ours=no
grep '^AGE-SECRET-KEY-PQ-1' "$keys/case.txt" >"$keys/all"
while read -r key; do
  mine=$(printf '%s\n' "$key" | age-keygen -y | tr -d '\n' | sha256sum | cut -d ' ' -f 1)
  [ "$mine" != "$to" ] || ours=yes
done <"$keys/all"
[ "$ours" = yes ] || fail "it was sealed to another room and handed on"
grep -v '^#' meta.txt | sha256sum --check --strict --quiet || fail "something in it was changed"
listed=$(grep -vc '^#' meta.txt || true)
present=$(find . -type f | wc -l)
[ "$present" -eq $((listed + 2)) ] || fail "there is something in it that nobody signed"

grep -E '^# (case|kind|sender|prev) ' meta.txt
echo "opened and checked. To prove it, the preimage is $ack"
