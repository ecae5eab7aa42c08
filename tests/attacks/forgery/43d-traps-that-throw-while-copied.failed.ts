// Traps of what is returned throw while it is copied, each time something else.
export function clipByGlobalNorm(): any {
  const hostile: any = new Proxy([], {
    getPrototypeOf: () => {
      throw hostile
    },
    getOwnPropertyDescriptor: () => {
      throw new Proxy({}, {})
    },
  })
  return hostile
}
