/** `GET /desk/api/engine`, for administrators: whether some timer keeps failing. Not which, nor what for. */
export type EngineView = { failing: boolean }
