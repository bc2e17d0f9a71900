#include "simulator/object_storage/s3_error.hpp"

#include <fmt/format.h>

namespace pixferry::simulator {

Response s3_error(int status, std::string_view code, std::string_view message,
                  std::string_view more) {
  return text_response(
      status, "application/xml",
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}"
                  "</Message>{}<RequestId>0123456789ABCDEF</RequestId></Error>",
                  code, message, more));
}

Response s3_signature_error(SignatureVerdict verdict, const S3Account& account) {
  switch (verdict) {
    case SignatureVerdict::missing: return s3_error(403, "AccessDenied", "Access Denied");
    case SignatureVerdict::link_expired:
      return s3_error(403, "AccessDenied", "Request has expired");
    case SignatureVerdict::key_unknown:
      return s3_error(403, "InvalidAccessKeyId",
                      "The AWS Access Key Id you provided does not exist in our records.");
    case SignatureVerdict::token_wrong:
      return s3_error(400, "ExpiredToken", "The provided token has expired.");
    case SignatureVerdict::region_wrong:
      return s3_error(400, "AuthorizationHeaderMalformed",
                      "The authorization header is malformed; the region is wrong",
                      fmt::format("<Region>{}</Region>", account.region));
    case SignatureVerdict::clock_wrong:
      return s3_error(403, "RequestTimeTooSkewed",
                      "The difference between the request time and the current time is too large.");
    case SignatureVerdict::payload_wrong:
      return s3_error(400, "XAmzContentSHA256Mismatch",
                      "The provided 'x-amz-content-sha256' header does not match what was "
                      "computed.");
    case SignatureVerdict::malformed:
      return s3_error(400, "InvalidRequest", "Missing required header for this request");
    default:
      return s3_error(403, "SignatureDoesNotMatch",
                      "The request signature we calculated does not match the signature you "
                      "provided. Check your key and signing method.");
  }
}

}  // namespace pixferry::simulator
