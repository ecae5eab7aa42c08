import { spawn } from 'node:child_process'

import { checkout } from './start-environment.ts'

export interface Ended {
  code: number | null
  stdout: string
  /** Both streams, in the order in which they came. */
  output: string
}

/** Runs one of the project's programs under this Node, and gives back what it said. Never throws for its exit code. */
export function runToEnd(
  args: string[],
  options: { environment?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: checkout,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    const stdout: Buffer[] = []
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk)
      output.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(output).toString() })
    })
  })
}
