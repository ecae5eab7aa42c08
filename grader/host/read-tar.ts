/** A reader for the plain tar archives inside npm's Chromium package: files and folders, nothing else. */

export interface TarFile {
  path: string
  content: Uint8Array
  executable: boolean
}

const blockBytes = 512

/**
 * The regular files of a ustar archive, in order. Folders are implied by the paths.
 * @throws Error on links, long-name extensions and truncated archives: the caller wants all files or none
 */
export function readTar(archive: Uint8Array): TarFile[] {
  const files: TarFile[] = []
  let offset = 0
  while (offset + blockBytes <= archive.length) {
    const header = archive.subarray(offset, offset + blockBytes)
    if (header.every((byte) => byte === 0)) return files
    const name = text(header, 0, 100)
    const prefix = text(header, 257, 263).startsWith('ustar') ? text(header, 345, 500) : ''
    const path = prefix === '' ? name : `${prefix}/${name}`
    const size = octal(header, 124, 136, path)
    const kind = text(header, 156, 157)
    const start = offset + blockBytes
    if (start + size > archive.length) throw new Error(`tar: ${path} is cut off`)
    if (kind === '' || kind === '0') {
      files.push({
        path,
        content: archive.subarray(start, start + size),
        executable: (octal(header, 100, 108, path) & 0o100) !== 0,
      })
    } else if (kind !== '5') {
      throw new Error(`tar: ${path} has the kind "${kind}", expected a file or a folder`)
    }
    offset = start + Math.ceil(size / blockBytes) * blockBytes
  }
  throw new Error('tar: the archive has no end')
}

function text(header: Uint8Array, start: number, end: number): string {
  const field = header.subarray(start, end)
  const zero = field.indexOf(0)
  return new TextDecoder().decode(zero < 0 ? field : field.subarray(0, zero))
}

function octal(header: Uint8Array, start: number, end: number, path: string): number {
  const digits = text(header, start, end).trim()
  if (!/^[0-7]+$/.test(digits)) throw new Error(`tar: ${path} has the number "${digits}", expected octal digits`)
  return Number.parseInt(digits, 8)
}
