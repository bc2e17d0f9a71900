#include "pipeline/model/error_code.hpp"

#include <array>

namespace pixferry {
namespace {

struct Entry {
  ErrorCode code;
  std::string_view name;
  std::string_view hint;
};

using enum ErrorCode;

constexpr std::array kEntries{
    Entry{already_imported, "already_imported", ""},
    Entry{google_document, "google_document",
          "Google documents have no file behind them; export them as images to import them."},
    Entry{excluded, "excluded", "The import was told to leave this file out."},
    Entry{broken_shortcut, "broken_shortcut",
          "The file that the shortcut names is gone or private."},
    Entry{cancelled, "cancelled", "Import the folder again to fetch what is missing."},
    Entry{rate_limited, "rate_limited", "The provider asked us to slow down; retry later."},
    Entry{download_quota_exceeded, "download_quota_exceeded",
          "Google limits downloads of this file; the limit resets within 24 hours."},
    Entry{source_forbidden, "source_forbidden",
          "The owner does not let viewers download this file; ask for download permission."},
    Entry{source_gone, "source_gone", "The file was removed or is no longer shared."},
    Entry{source_changed, "source_changed", "The file changed while it was read; retry."},
    Entry{token_expired, "token_expired", "Give a refresh token, or a new access token."},
    Entry{html_instead_of_image, "html_instead_of_image",
          "The provider answered with a web page in place of the file; retry later."},
    Entry{unsupported_type, "unsupported_type", "The bytes are not an image of a kind we take."},
    Entry{too_large, "too_large", "Raise MAX_FILE_BYTES to import it."},
    Entry{too_many_pixels, "too_many_pixels", "The image is larger than can be handled safely."},
    Entry{damaged_image, "damaged_image", "The file itself is damaged; ask its owner for another."},
    Entry{checksum_mismatch, "checksum_mismatch",
          "The bytes that arrived are not those the provider declared; retry."},
    Entry{timeout, "timeout", "The provider took too long; retry."},
    Entry{network, "network",
          "The provider could not be reached or answered with an error; retry."},
    Entry{storage_refused, "storage_refused", "The object store refused this object."},
    Entry{poison, "poison", "This file crashed the decoder twice and is left alone."},
    Entry{
        folder_not_found, "folder_not_found",
        "The folder does not exist or is not public. In Drive: Share, then Anyone with the link."},
    Entry{folder_forbidden, "folder_forbidden", "Ask the folder's owner for access."},
    Entry{not_a_folder, "not_a_folder", "Open the folder that holds the file and copy its link."},
    Entry{resource_key_missing, "resource_key_missing",
          "Copy the link again with its resourcekey part."},
    Entry{password_required, "password_required", "Give the password of the shared link."},
    Entry{password_wrong, "password_wrong", "Check the password of the shared link."},
    Entry{credentials_missing, "credentials_missing",
          "Drive: set GOOGLE_API_KEY, a key of console.cloud.google.com (APIs & Services, "
          "Credentials) with the Google Drive API enabled. Dropbox: set DROPBOX_REFRESH_TOKEN, "
          "DROPBOX_APP_KEY and DROPBOX_APP_SECRET, or DROPBOX_ACCESS_TOKEN."},
    Entry{credentials_rejected, "credentials_rejected",
          "Check that the key is right, unrestricted for this server, and that its project has "
          "the provider's API enabled."},
    Entry{limit_files, "limit_files", "Raise MAX_FILES_PER_JOB, or import subfolders one by one."},
    Entry{limit_bytes, "limit_bytes", "Raise the limit, or import subfolders one by one."},
    Entry{limit_folders, "limit_folders", "Import this folder by a link of its own."},
    Entry{listing_incomplete, "listing_incomplete",
          "Set GOOGLE_API_KEY, which lets the whole folder be seen, or import subfolders one by "
          "one."},
    Entry{invalid_folder_url, "invalid_folder_url", ""},
    Entry{invalid_request, "invalid_request", ""},
    Entry{job_not_found, "job_not_found", ""},
    Entry{invalid_configuration, "invalid_configuration", ""},
    Entry{page_token_rejected, "page_token_rejected", ""},
    Entry{lease_lost, "lease_lost", ""},
    Entry{stopped, "stopped", ""},
    Entry{storage_unavailable, "storage_unavailable",
          "Check that DATA_DIR, or the bucket, is there and can be written."},
    Entry{storage_full, "storage_full", "The disk or bucket is full; make room."},
    Entry{inspector_unavailable, "inspector_unavailable",
          "Allow pixferry more processes and memory, or set THUMBNAILS=off."},
    Entry{catalog_unavailable, "catalog_unavailable",
          "Check that DATA_DIR, or the database, is there and can be written."},
    Entry{catalog_conflict, "catalog_conflict", ""},
    Entry{catalog_interrupted, "catalog_interrupted", "The database broke off a change; retry."},
    Entry{schema_too_new, "schema_too_new", "Use the newer pixferry that wrote this catalog."},
    Entry{schema_too_old, "schema_too_old",
          "Run `pixferry migrate`; serve, api and worker do so too when they start."},
    Entry{data_dir_in_use, "data_dir_in_use", "Stop the other process, or set another DATA_DIR."},
    Entry{internal, "internal", ""},
};

const Entry& entry_of(ErrorCode code) {
  for (const auto& entry : kEntries) {
    if (entry.code == code) return entry;
  }
  return kEntries.back();
}

}  // namespace

std::string_view name(ErrorCode code) {
  return entry_of(code).name;
}
std::string_view hint(ErrorCode code) {
  return entry_of(code).hint;
}

std::optional<ErrorCode> error_code_named(std::string_view text) {
  for (const auto& entry : kEntries) {
    if (entry.name == text) return entry.code;
  }
  return std::nullopt;
}

}  // namespace pixferry
