/** Run by a test under npm: says who it is, and waits to be told to end. */
process.on('SIGTERM', () => {
  console.log('told to end')
  process.exit()
})
console.log(`waiting ${process.pid}`)
setInterval(() => undefined, 1_000)
