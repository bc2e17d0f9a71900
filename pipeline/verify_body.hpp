#pragma once

#include <cstddef>
#include <span>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Whether the source says the file is an image. Such a file that is none has failed; another one
/// was only looked at.
bool claims_to_be_an_image(const SourceFile& file);

/// Error: `too_large`, before a byte is fetched.
Result<> check_declared_size(const SourceFile& file, const Limits& limits);

/// Gives a transfer up as `unsupported_type` once its first bytes show no image. A web page passes:
/// whether it is the file itself or an error page is known only from the whole body.
Result<> check_head(std::span<const std::byte> head, const SourceFile& file);

/// Holds a finished body against every size and hash the source declared. Errors:
/// `checksum_mismatch`; `html_instead_of_image` for a web page that is not provably the file.
Result<> verify_body(const Spool& body, const SourceFile& file);

/// The Error for a complete, verified body that is no image of a kind we take.
Error not_an_image(const SourceFile& file);

}  // namespace pixferry
