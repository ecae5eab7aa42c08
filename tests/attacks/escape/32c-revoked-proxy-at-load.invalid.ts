// What is thrown at load is a revoked Proxy: even asking for its class throws.
const { proxy, revoke } = Proxy.revocable({}, {})
revoke()
throw proxy

export function clipByGlobalNorm(): void {}
