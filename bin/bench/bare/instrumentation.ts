/** Without one of its own, Next.js takes the portal's. */
export function register(): void {}
