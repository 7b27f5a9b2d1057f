export { findReach } from './answer.ts';
export { listEndpoints } from './endpoints.ts';
export { findEndpoint, type EndpointError } from './find-endpoint.ts';
export { findAllReach, type Cell, type ReachMatrix } from './matrix.ts';
export type { Answer, Endpoint, Hop, Missing, ReachFix, SeenSource, Verdict } from './types.ts';
