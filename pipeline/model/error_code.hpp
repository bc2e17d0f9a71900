#pragma once

#include <optional>
#include <string_view>

namespace pixferry {

/// Everything that can go wrong, spelt as it stands on the wire and in the catalog. Policy (retry,
/// HTTP status, exit code) looks at these codes and never at a message.
enum class ErrorCode {
  // Why a file was skipped.
  already_imported,
  google_document,
  excluded,
  broken_shortcut,
  cancelled,
  // Why a file failed. `unsupported_type` also stands for a skipped file that never claimed to be
  // an image we take.
  rate_limited,
  download_quota_exceeded,
  source_forbidden,
  source_gone,
  source_changed,
  token_expired,
  html_instead_of_image,
  unsupported_type,
  too_large,
  too_many_pixels,
  damaged_image,
  checksum_mismatch,
  timeout,
  network,
  storage_refused,
  poison,
  // Why a whole job failed, or a folder of it could not be read.
  folder_not_found,
  folder_forbidden,
  not_a_folder,
  resource_key_missing,
  password_required,
  password_wrong,
  credentials_missing,
  credentials_rejected,
  limit_files,
  limit_bytes,
  limit_folders,       ///< a folder lies too deep, or its listing does not end
  listing_incomplete,  ///< the provider may have shown a part of the folder only
  // What a caller did wrong.
  invalid_folder_url,
  invalid_request,
  job_not_found,
  invalid_configuration,
  // What our own parts report to each other; none of these ends a file.
  page_token_rejected,  ///< the provider no longer knows the page: the folder is listed anew
  lease_lost,           ///< somebody else holds the work now: touch nothing, go on
  stopped,              ///< the process drains, or the job was cancelled: hand the work back
  storage_unavailable,
  storage_full,
  inspector_unavailable,  ///< no process that looks into images can be started
  catalog_unavailable,
  catalog_conflict,     ///< a unique key or a CHECK of the catalog refused a row
  catalog_interrupted,  ///< nothing was changed; the same transaction may be tried again at once
  schema_too_new,
  schema_too_old,  ///< of an earlier release, or not there at all
  data_dir_in_use,
  internal,
};

/// The spelling on the wire: "rate_limited".
std::string_view name(ErrorCode code);

/// The code with that spelling, if there is one.
std::optional<ErrorCode> error_code_named(std::string_view name);

/// One sentence a user can act on, or empty where nothing can be done.
std::string_view hint(ErrorCode code);

}  // namespace pixferry
