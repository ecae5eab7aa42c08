// Loaded before a child's own script: ends it when its parent is gone without a word (kill -9), which the channel between them tells.
const graceMs = 10_000

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), graceMs).unref()
})
// The channel alone must not keep a child alive that has finished.
process.channel?.unref()
