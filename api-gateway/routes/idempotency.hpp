#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/kept_answers.hpp"
#include "pipeline/model/limits.hpp"

namespace pixferry::routes {

/// Carries out a POST with an Idempotency-Key once: its repetitions, at any gateway, get the first
/// answer again, with `Idempotency-Replayed: true`. A key that belongs to another request is 422,
/// one whose request is under way 409. What may go otherwise the next time (5xx, 401, 408, 409,
/// 429) is not kept, nor is an answer above 256 KiB. Both arguments outlive what is made.
http::Surrounding idempotency(KeptAnswers& answers, const Limits& limits);

}  // namespace pixferry::routes
