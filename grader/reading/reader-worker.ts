/** The inside of a reader's process: one text after another. */
import { parentPort } from 'node:worker_threads'
import { answerReading } from './answer-reading.ts'
import { readings } from './readings.ts'

const port = parentPort
if (port === null) throw new Error('this is the inside of reader-process.ts')
// Each branch that a parser tries in vain throws an error: collecting its frames costs more than the reading.
Error.stackTraceLimit = 0
port.on('message', ({ command }: { command: string }) => {
  void answerReading(command, readings).then((answer) => port.postMessage(answer))
})
port.postMessage('up')
