#pragma once

#include <string_view>

#include "simulator/http/response.hpp"
#include "simulator/object_storage/s3_signature.hpp"

namespace pixferry::simulator {

/// A refusal in S3's form: `<Error><Code>...`. `more` is put inside as it is.
Response s3_error(int status, std::string_view code, std::string_view message,
                  std::string_view more = {});

/// What a request with such a signature is answered. Not for `right`.
Response s3_signature_error(SignatureVerdict verdict, const S3Account& account);

}  // namespace pixferry::simulator
