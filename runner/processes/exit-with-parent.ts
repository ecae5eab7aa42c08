// Loaded before a child's own script: ends it when its parent is gone without a word (kill -9), which the channel between them tells.
const graceMs = 10_000

// What it says goes through the parent: a child that ends in peace must not stumble over a pipe that nobody reads.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), graceMs).unref()
})
// The channel alone must not keep a child alive that has finished.
process.channel?.unref()
