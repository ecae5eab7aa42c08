// What is thrown is a Proxy whose every trap throws it again.
export function clipByGlobalNorm(): never {
  const again = () => {
    throw hostile
  }
  const hostile: any = new Proxy({}, { getPrototypeOf: again, get: again, has: again, ownKeys: again })
  throw hostile
}
