#include "pipeline/object_store/s3/s3_answer.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
namespace pixferry {
namespace {

enum class Meaning {
  too_fast,
  unavailable,
  full,
  too_large,
  type_refused,
  key_unknown,
  secret_wrong,
  token_expired,
  denied,
  bucket_missing,
  bucket_misnamed,
  region_wrong,
  clock_wrong,
  bytes_damaged,
  account_closed,
  no_s3,
  passing,
};

struct KnownCode {
  std::string_view code;
  Meaning meaning;
};

/// Amazon's, and those of MinIO (X...), Ceph, Swift and Supabase that differ.
constexpr std::array kCodes{
    KnownCode{"SlowDown", Meaning::too_fast},
    KnownCode{"SlowDownRead", Meaning::too_fast},
    KnownCode{"SlowDownWrite", Meaning::too_fast},
    KnownCode{"ServiceUnavailable", Meaning::unavailable},
    KnownCode{"Throttling", Meaning::too_fast},
    KnownCode{"ThrottlingException", Meaning::too_fast},
    KnownCode{"RequestLimitExceeded", Meaning::too_fast},
    KnownCode{"TooManyRequests", Meaning::too_fast},
    KnownCode{"QuotaExceeded", Meaning::full},
    KnownCode{"InsufficientStorage", Meaning::full},
    KnownCode{"XMinioStorageFull", Meaning::full},
    KnownCode{"XMinioAdminBucketQuotaExceeded", Meaning::full},
    KnownCode{"EntityTooLarge", Meaning::too_large},
    KnownCode{"InvalidMimeType", Meaning::type_refused},
    KnownCode{"InvalidAccessKeyId", Meaning::key_unknown},
    KnownCode{"SignatureDoesNotMatch", Meaning::secret_wrong},
    KnownCode{"ExpiredToken", Meaning::token_expired},
    KnownCode{"InvalidToken", Meaning::token_expired},
    KnownCode{"TokenRefreshRequired", Meaning::token_expired},
    KnownCode{"AccessDenied", Meaning::denied},
    KnownCode{"NoSuchBucket", Meaning::bucket_missing},
    KnownCode{"InvalidBucketName", Meaning::bucket_misnamed},
    KnownCode{"PermanentRedirect", Meaning::region_wrong},
    KnownCode{"TemporaryRedirect", Meaning::region_wrong},
    KnownCode{"AuthorizationHeaderMalformed", Meaning::region_wrong},
    KnownCode{"IllegalLocationConstraintException", Meaning::region_wrong},
    KnownCode{"RequestTimeTooSkewed", Meaning::clock_wrong},
    KnownCode{"RequestExpired", Meaning::clock_wrong},
    KnownCode{"BadDigest", Meaning::bytes_damaged},
    KnownCode{"IncompleteBody", Meaning::bytes_damaged},
    KnownCode{"XAmzContentSHA256Mismatch", Meaning::bytes_damaged},
    KnownCode{"XAmzContentChecksumMismatch", Meaning::bytes_damaged},
    KnownCode{"AllAccessDisabled", Meaning::account_closed},
    KnownCode{"AccountProblem", Meaning::account_closed},
    KnownCode{"NotSignedUp", Meaning::account_closed},
};

Meaning meaning_of_status(int status, bool has_code) {
  switch (status) {
    case 301:
    case 307: return Meaning::region_wrong;
    case 401:
    case 403: return Meaning::denied;
    case 404: return has_code ? Meaning::passing : Meaning::bucket_missing;
    case 413: return Meaning::too_large;
    case 429: return Meaning::too_fast;
    case 503: return Meaning::unavailable;
    case 507: return Meaning::full;
    default: return status < 500 && !has_code ? Meaning::no_s3 : Meaning::passing;
  }
}

Meaning meaning_of(int status, std::string_view code) {
  for (const auto& known : kCodes) {
    if (known.code == code) return known.meaning;
  }
  return meaning_of_status(status, !code.empty());
}

ErrorCode code_for(Meaning meaning) {
  switch (meaning) {
    case Meaning::full: return ErrorCode::storage_full;
    case Meaning::too_large:
    case Meaning::type_refused: return ErrorCode::storage_refused;
    default: return ErrorCode::storage_unavailable;
  }
}

std::string explanation_of(Meaning meaning, const S3Question& question, const std::string& region) {
  const auto& config = question.config;
  switch (meaning) {
    case Meaning::too_fast: return "The object store asks for fewer requests";
    case Meaning::unavailable: return "The object store is unavailable for the moment";
    case Meaning::full:
      return fmt::format("The bucket '{}' has no room left; remove something or raise its quota",
                         config.bucket);
    case Meaning::too_large:
      return "The object store takes no object this large; raise the bucket's limit or lower "
             "MAX_FILE_BYTES";
    case Meaning::type_refused:
      return fmt::format("The bucket '{}' takes no objects of this type", config.bucket);
    case Meaning::key_unknown:
      return fmt::format(
          "The object store at {} knows no key like the one in S3_ACCESS_KEY_ID; check both "
          "S3_ACCESS_KEY_ID and S3_ENDPOINT",
          s3_origin(config));
    case Meaning::secret_wrong:
      return fmt::format(
          "The object store does not accept our signature; check that S3_SECRET_ACCESS_KEY "
          "belongs to S3_ACCESS_KEY_ID and that S3_REGION is the bucket's, not '{}'",
          config.region);
    case Meaning::token_expired:
      return "The token in S3_SESSION_TOKEN has expired or belongs to another key; make new "
             "temporary keys and set S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_SESSION_TOKEN";
    case Meaning::denied:
      return fmt::format(
          "The key in S3_ACCESS_KEY_ID may not do this in the bucket '{}'; allow it {}, "
          "or check S3_BUCKET",
          config.bucket, question.rights);
    case Meaning::bucket_missing:
      return fmt::format(
          "There is no bucket '{}' at {}; create it, or check S3_BUCKET and "
          "S3_ENDPOINT",
          config.bucket, s3_origin(config));
    case Meaning::bucket_misnamed:
      return fmt::format("'{}' is no name of a bucket; check S3_BUCKET", config.bucket);
    case Meaning::region_wrong:
      return fmt::format("The bucket '{}' is not in the region '{}'; set S3_REGION{}{}",
                         config.bucket, config.region, region.empty() ? "" : " to ", region);
    case Meaning::clock_wrong:
      return "This machine's clock differs from the object store's, which then accepts no "
             "signature; set the clock";
    case Meaning::bytes_damaged: return "The bytes were damaged on their way to the object store";
    case Meaning::account_closed:
      return "The account of the key in S3_ACCESS_KEY_ID is closed or blocked; ask the provider of "
             "the object store";
    case Meaning::no_s3:
      return fmt::format("What answers at {} does not speak S3; check S3_ENDPOINT",
                         s3_origin(config));
    case Meaning::passing: break;
  }
  return "The object store answered with an error";
}

}  // namespace

Error classify(const HttpAnswer& answer, const S3Question& question, const Clock& clock) {
  auto refusal = read_s3_refusal(answer.body);
  if (const auto region = answer.header("x-amz-bucket-region"); is_s3_region(region)) {
    refusal.region = region;
  }
  auto error = classify(refusal, answer.status, question);
  error.retry_after = answer.retry_after(clock);
  return error;
}

Error classify(const S3Refusal& refusal, int status, const S3Question& question) {
  const auto meaning = meaning_of(status, refusal.code);
  auto details = fmt::format("{}, status {}", question.attempt, status);
  if (!refusal.code.empty()) details += " " + refusal.code;
  if (meaning == Meaning::passing && !refusal.message.empty()) details += ": " + refusal.message;
  return {code_for(meaning),
          fmt::format("{} ({}).", explanation_of(meaning, question, refusal.region), details)};
}

Error unanswered(const Error& failure, const S3Question& question) {
  switch (failure.code) {
    case ErrorCode::network:
    case ErrorCode::timeout:
    case ErrorCode::source_forbidden:  // an address that is none of the operator's
    case ErrorCode::invalid_request:   // an endpoint or a bucket that makes no URL
      return {ErrorCode::storage_unavailable,
              fmt::format("The object store does not answer; check S3_ENDPOINT ({}, {}).",
                          question.attempt, failure.message)};
    default: return failure;
  }
}

}  // namespace pixferry
