/** The shell script through which Chromium starts on Linux: it drops root, and takes the network away where grading happens. */

/** No account has it, so root's browser shares files and processes with nobody. */
const browserUid = 64180

export interface LaunchScriptOptions {
  executablePath: string
  libraryPath: string | null
  /** false: a network namespace of its own with no interface, where the kernel permits one. */
  network: boolean
  /** true: the script starts as root, gives the profile to an account-less uid and drops to it. */
  dropRoot: boolean
}

/**
 * Invariant: nothing of the browser runs before setpriv has dropped root, and only the profile that Playwright just made is given away.
 * Without the namespace, the browser's network process (which has no sandbox under SwiftShader) could still open connections.
 */
export function launchScript(options: LaunchScriptOptions): string {
  const library = options.libraryPath === null ? '' : `LD_LIBRARY_PATH=${quote(options.libraryPath)} `
  const unshare = options.dropRoot ? 'unshare --net' : 'unshare --user --map-current-user --net'
  const giveProfile = options.dropRoot ? `chown -R ${browserUid}:${browserUid} "$profile"` : ''
  const drop = options.dropRoot ? `setpriv --reuid=${browserUid} --regid=${browserUid} --clear-groups ` : ''
  const cutNetwork = options.network ? '' : `if ${unshare} true 2>/dev/null; then network='${unshare}'; fi`
  return `#!/bin/sh
# Written by Gradient Gym. Chromium's sandbox refuses root, and grading needs no network.
set -eu
profile=
for argument in "$@"; do
  case "$argument" in --user-data-dir=*) profile=\${argument#--user-data-dir=} ;; esac
done
case "$profile" in
  /*/playwright_chromiumdev_profile-*) ;;
  *) echo "the profile folder '$profile' is not one that Playwright made" >&2; exit 1 ;;
esac
${giveProfile}
network=
${cutNetwork}
exec $network ${drop}env HOME="$profile" TMPDIR="$profile" ${library}${quote(options.executablePath)} "$@"
`
}

/** One word for the shell, whatever characters a path has. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
