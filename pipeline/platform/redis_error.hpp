#pragma once

#include "pipeline/platform/redis_reply.hpp"
#include "pipeline/platform/redis_url.hpp"

namespace pixferry {

/// What a refusal of the server means to us, in a sentence with the cure. It quotes nothing of what
/// the server says, which may repeat our password. `credentials_rejected` where another user or
/// password is needed, `invalid_configuration` where the database does not exist, else `network`.
Error redis_refusal(const RedisReply& refusal, const RedisUrl& url);

/// That the server cannot be reached, or was lost, and what to look at. Keeps the cause's code.
Error redis_unreachable(const Error& cause, const RedisUrl& url);

}  // namespace pixferry
