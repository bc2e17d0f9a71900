#include "pipeline/object_store/supabase/supabase_errors.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

using Kind = SupabaseRefusal::Kind;

ErrorCode working_code(Kind kind) {
  switch (kind) {
    case Kind::object_missing: return ErrorCode::source_gone;
    case Kind::too_large:
    case Kind::type_not_taken:
    case Kind::request_refused: return ErrorCode::storage_refused;
    case Kind::quota_used_up: return ErrorCode::storage_full;
    default: return ErrorCode::storage_unavailable;
  }
}

ErrorCode checking_code(Kind kind) {
  switch (kind) {
    case Kind::key_misplaced:
    case Kind::key_rejected:
    case Kind::forbidden: return ErrorCode::credentials_rejected;
    case Kind::bucket_missing:
    case Kind::object_missing:
    case Kind::too_large:
    case Kind::type_not_taken:
    case Kind::request_refused:
    case Kind::not_supabase: return ErrorCode::invalid_configuration;
    case Kind::quota_used_up: return ErrorCode::storage_full;
    default: return ErrorCode::storage_unavailable;
  }
}

/// What Supabase said, in brackets; else the status.
std::string reason_of(const SupabaseRefusal& refusal) {
  if (refusal.detail.empty()) return fmt::format("status {}", refusal.status);
  return refusal.detail;
}

}  // namespace

std::string SupabaseErrors::sentence(const SupabaseRefusal& refusal,
                                     const std::string& object) const {
  const auto reason = reason_of(refusal);
  switch (refusal.kind) {
    case Kind::object_missing:
      return fmt::format("The bucket '{}' (SUPABASE_STORAGE_BUCKET) has no object {}.", bucket_,
                         object);
    case Kind::bucket_missing:
      return fmt::format(
          "The bucket '{}' that SUPABASE_STORAGE_BUCKET names is not at {}: make it in the "
          "dashboard under Storage, or name another.",
          bucket_, url_);
    case Kind::key_misplaced:
    case Kind::key_rejected:
      return fmt::format(
          "Supabase rejects SUPABASE_SERVICE_KEY ({}): copy the secret or service_role key of the "
          "project at {} again.",
          reason, url_);
    case Kind::forbidden:
      return fmt::format(
          "SUPABASE_SERVICE_KEY may not write to the bucket '{}' ({}): use the secret or "
          "service_role key of the project at {}.",
          bucket_, reason, url_);
    case Kind::too_large:
      return fmt::format(
          "Supabase takes no object as large as {} ({}): raise the file size limit of the project "
          "and of the bucket '{}' (SUPABASE_STORAGE_BUCKET).",
          object, reason, bucket_);
    case Kind::type_not_taken:
      return fmt::format(
          "Supabase does not take {} ({}): allow its type among the MIME types of the bucket '{}' "
          "(SUPABASE_STORAGE_BUCKET).",
          object, reason, bucket_);
    case Kind::request_refused:
      return fmt::format("Supabase refuses {} in the bucket '{}' (SUPABASE_STORAGE_BUCKET): {}.",
                         object, bucket_, reason);
    case Kind::quota_used_up:
      return fmt::format(
          "The Supabase project at {} (SUPABASE_URL) has used up what its plan allows ({}): free "
          "some of it or raise the plan.",
          url_, reason);
    case Kind::project_paused:
      return fmt::format(
          "The Supabase project at {} (SUPABASE_URL) is paused: resume it in the dashboard.", url_);
    case Kind::already_exists:
    case Kind::busy:
    case Kind::unavailable:
      return fmt::format(
          "Supabase Storage at {} (SUPABASE_URL) cannot take it now ({}); it is tried again.", url_,
          reason);
    case Kind::not_supabase:
      return fmt::format(
          "What answers at {} is not Supabase Storage ({}): SUPABASE_URL must be the project's "
          "URL, such as https://REF.supabase.co.",
          url_, reason);
  }
  return {};
}

Error SupabaseErrors::while_working(const SupabaseRefusal& refusal,
                                    const std::string& object) const {
  return {working_code(refusal.kind), sentence(refusal, object)};
}

Error SupabaseErrors::while_checking(const SupabaseRefusal& refusal) const {
  return {checking_code(refusal.kind), sentence(refusal, "an image")};
}

Error SupabaseErrors::while_listing(const SupabaseRefusal& refusal) const {
  if (refusal.kind != Kind::not_supabase || refusal.status != 404) {
    return while_working(refusal, "a list of objects");
  }
  return {ErrorCode::storage_unavailable,
          fmt::format("Supabase Storage at {} (SUPABASE_URL) does not list objects page by page "
                      "({}): update it.",
                      url_, reason_of(refusal))};
}

Error SupabaseErrors::unreachable(const Error& why) const {
  return {ErrorCode::storage_unavailable,
          fmt::format("Supabase Storage at SUPABASE_URL does not answer ({}): check the address "
                      "and the network.",
                      why.message)};
}

Error SupabaseErrors::unusable(std::string_view why) const {
  return {ErrorCode::storage_unavailable,
          fmt::format("What answers at {} (SUPABASE_URL) gives an answer that Supabase Storage "
                      "does not give ({}).",
                      url_, why)};
}

}  // namespace pixferry
