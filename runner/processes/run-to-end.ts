import { type SpawnOptions, spawn } from 'node:child_process'

import { checkout } from '../checkout.ts'

export interface Ended {
  code: number | null
  stdout: string
  /** Both streams, in the order in which they came. */
  output: string
}

/** Runs a program and gives back what it said. Never throws for its exit code. */
export function runToEnd(
  program: string,
  args: readonly string[],
  { input, ...options }: Omit<SpawnOptions, 'stdio'> & { input?: string } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
    const stdout: Buffer[] = []
    const output: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout.push(chunk)
      output.push(chunk)
    })
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(output).toString() })
    })
    // A program that ended without reading leaves a closed pipe; its exit code says what is to be said.
    child.stdin?.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)))
    child.stdin?.end(input)
  })
}

/** The same for one of the project's programs, under this Node and from the checkout. */
export function runNode(
  args: readonly string[],
  { environment = {}, signal }: { environment?: Record<string, string>; signal?: AbortSignal | undefined } = {},
): Promise<Ended> {
  return runToEnd(process.execPath, args, {
    cwd: checkout,
    env: { ...process.env, ...environment },
    ...(signal === undefined ? {} : { signal }),
  })
}
