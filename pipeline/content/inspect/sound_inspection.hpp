#pragma once

#include "pipeline/model/inspection.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Whether an inspection from a process that nobody trusts can be written down and served: every
/// number finite and in its range, every text valid UTF-8 within its bound and without U+0000, the
/// thumbnails those that the facts speak of, within their bound, and WebP files by their first
/// bytes. The error, `internal`, names the first flaw.
Result<> require_sound(const Inspection& inspection);

}  // namespace pixferry
