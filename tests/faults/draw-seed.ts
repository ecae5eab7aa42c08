import { randomInt } from 'node:crypto'

/** Another one each time; FAULTS_SEED repeats one that was printed. */
export function drawSeed(): number {
  const given = process.env['FAULTS_SEED']
  const seed = given === undefined || given === '' ? randomInt(2 ** 31) : Number(given)
  console.log(`seed ${seed}`)
  return seed
}
