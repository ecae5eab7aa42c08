/** The inside of the page's reader: only what a Run needs. It stands in a frame of an opaque origin, as a cage does. */
import { compileLearner } from '../exercise/compile-learner.ts'
import { answerReading } from './answer-reading.ts'

const readings = { compileLearner }

// Each branch that a parser tries in vain throws an error: collecting its frames costs more than the reading.
Object.assign(Error, { stackTraceLimit: 0 })
addEventListener('message', (event: MessageEvent<{ command: string }>) => {
  void answerReading(event.data.command, readings).then((answer) => postMessage(answer))
})
