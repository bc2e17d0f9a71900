#include "pipeline/source/dropbox/dropbox_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "pipeline/source/dropbox/dropbox_refusal.hpp"

namespace pixferry {
namespace {

using About = DropboxQuestion::About;

enum class Meaning {
  too_fast,
  token_expired,
  rejected,
  scope_missing,
  user_missing,
  access_denied,
  denied,
  not_downloadable,
  no_folder,
  unsupported,
  gone,
  cursor,
  too_slow,
  passing,
};

struct KnownTag {
  std::string_view tag;
  Meaning meaning;
};

// The first that a refusal has counts, so what says more stands before what says less.
constexpr std::array kTags{
    KnownTag{"too_many_requests", Meaning::too_fast},
    KnownTag{"too_many_write_operations", Meaning::too_fast},
    KnownTag{"expired_access_token", Meaning::token_expired},
    KnownTag{"invalid_access_token", Meaning::rejected},
    KnownTag{"invalid_select_user", Meaning::rejected},
    KnownTag{"invalid_select_admin", Meaning::rejected},
    KnownTag{"user_suspended", Meaning::rejected},
    KnownTag{"route_access_denied", Meaning::rejected},
    KnownTag{"missing_scope", Meaning::scope_missing},
    KnownTag{"invalid_grant", Meaning::rejected},
    KnownTag{"invalid_client", Meaning::rejected},
    KnownTag{"unauthorized_client", Meaning::rejected},
    KnownTag{"invalid_account_type", Meaning::denied},
    KnownTag{"paper_access_denied", Meaning::denied},
    KnownTag{"team_access_denied", Meaning::denied},
    KnownTag{"no_permission", Meaning::denied},
    KnownTag{"invalid_root", Meaning::denied},
    KnownTag{"shared_link_not_found", Meaning::gone},
    KnownTag{"shared_link_access_denied", Meaning::access_denied},
    KnownTag{"shared_link_is_directory", Meaning::gone},
    KnownTag{"unsupported_link_type", Meaning::unsupported},
    KnownTag{"unsupported_content_type", Meaning::not_downloadable},
    KnownTag{"unsupported_parameter_field", Meaning::denied},
    KnownTag{"restricted_content", Meaning::denied},
    KnownTag{"locked", Meaning::denied},
    KnownTag{"not_folder", Meaning::no_folder},
    KnownTag{"not_found", Meaning::gone},
    KnownTag{"not_file", Meaning::gone},
    KnownTag{"malformed_path", Meaning::gone},
    KnownTag{"reset", Meaning::cursor},
};

std::optional<Meaning> meaning_of_tags(const DropboxRefusal& refusal) {
  for (const auto& known : kTags) {
    if (refusal.has(known.tag)) return known.meaning;
  }
  return std::nullopt;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

// A token that is none, and one without a scope, are refused with a sentence; so is a cursor.
Meaning meaning_of_bad_request(const DropboxRefusal& refusal, const DropboxQuestion& question) {
  if (contains(refusal.sentence, "required scope")) return Meaning::scope_missing;
  if (contains(refusal.sentence, "access token") ||
      contains(refusal.sentence, "\"Authorization\"")) {
    return Meaning::rejected;
  }
  if (question.about == About::renewal) return Meaning::rejected;
  return question.about == About::later_page ? Meaning::cursor : Meaning::passing;
}

Meaning meaning_of_status(int status, const DropboxRefusal& refusal,
                          const DropboxQuestion& question) {
  switch (status) {
    case 400: return meaning_of_bad_request(refusal, question);
    case 401: return Meaning::rejected;
    case 403: return refusal.tags.empty() ? Meaning::passing : Meaning::denied;
    case 404:
    case 410: return Meaning::gone;
    case 408: return Meaning::too_slow;
    case 429: return Meaning::too_fast;
    default: return Meaning::passing;
  }
}

Meaning meaning_of(int status, const DropboxRefusal& refusal, const DropboxQuestion& question) {
  // Whether an app alone may download is documented in two ways; what Dropbox answers decides.
  const bool may_need_user = question.is_app_alone && question.about == About::file;
  if (may_need_user && (status == 400 || status == 401)) return Meaning::user_missing;
  if (const auto meaning = meaning_of_tags(refusal)) return *meaning;
  return meaning_of_status(status, refusal, question);
}

ErrorCode code_of_denial(const DropboxQuestion& question) {
  if (question.about == About::file) return ErrorCode::source_forbidden;
  return question.has_password ? ErrorCode::password_wrong : ErrorCode::password_required;
}

ErrorCode code_for(Meaning meaning, const DropboxQuestion& question) {
  const bool is_file = question.about == About::file;
  switch (meaning) {
    case Meaning::too_fast: return ErrorCode::rate_limited;
    case Meaning::token_expired: return ErrorCode::token_expired;
    case Meaning::rejected:
    case Meaning::scope_missing: return ErrorCode::credentials_rejected;
    case Meaning::user_missing: return ErrorCode::credentials_missing;
    case Meaning::access_denied: return code_of_denial(question);
    case Meaning::denied:
    case Meaning::not_downloadable:
      return is_file ? ErrorCode::source_forbidden : ErrorCode::folder_forbidden;
    case Meaning::no_folder: return is_file ? ErrorCode::source_gone : ErrorCode::not_a_folder;
    case Meaning::unsupported:
      return is_file ? ErrorCode::source_forbidden : ErrorCode::not_a_folder;
    case Meaning::gone: return is_file ? ErrorCode::source_gone : ErrorCode::folder_not_found;
    case Meaning::cursor: return ErrorCode::page_token_rejected;
    case Meaning::too_slow: return ErrorCode::timeout;
    case Meaning::passing: break;
  }
  return ErrorCode::network;
}

std::string_view explanation_of_access(const DropboxQuestion& question) {
  return question.has_password
             ? "Dropbox does not open the link with this password, or opens it to some people only"
             : "Dropbox does not open the link without its password, or opens it to some people "
               "only";
}

std::string_view explanation_of_rejection(const DropboxQuestion& question) {
  if (question.about == About::renewal) {
    return "Dropbox gives no access token for DROPBOX_REFRESH_TOKEN with DROPBOX_APP_KEY and "
           "DROPBOX_APP_SECRET";
  }
  return question.is_app_alone ? "Dropbox does not accept DROPBOX_APP_KEY with DROPBOX_APP_SECRET"
                               : "Dropbox does not accept the access token";
}

std::string_view explanation_of(Meaning meaning, const DropboxQuestion& question) {
  switch (meaning) {
    case Meaning::too_fast: return "Dropbox asks for fewer requests";
    case Meaning::token_expired:
      return "Dropbox's access token has expired; with DROPBOX_REFRESH_TOKEN, DROPBOX_APP_KEY and "
             "DROPBOX_APP_SECRET it is renewed";
    case Meaning::rejected: return explanation_of_rejection(question);
    case Meaning::scope_missing:
      return "The Dropbox app lacks a permission; give it files.metadata.read, files.content.read "
             "and sharing.read, and make a new token";
    case Meaning::user_missing:
      return "Dropbox lets an app download only in a user's name; set DROPBOX_ACCESS_TOKEN or "
             "DROPBOX_REFRESH_TOKEN";
    case Meaning::access_denied: return explanation_of_access(question);
    case Meaning::denied: return "Dropbox denies access";
    case Meaning::not_downloadable: return "Dropbox gives nobody the bytes of this kind of file";
    case Meaning::no_folder: return "What lies there in Dropbox is not a folder";
    case Meaning::unsupported: return "Dropbox serves this kind of link to browsers only";
    case Meaning::gone:
      return "Dropbox finds nothing there: it does not exist, is no longer shared, or its link is "
             "not whole";
    case Meaning::cursor: return "Dropbox no longer knows this page of the listing";
    case Meaning::too_slow: return "Dropbox took too long";
    case Meaning::passing: break;
  }
  return "Dropbox answered with an error";
}

std::string about_what(const DropboxQuestion& question) {
  if (question.about == About::renewal) return "renewal of the token";
  const std::string_view kind = question.about == About::file ? "file" : "folder";
  return fmt::format("{} {}", kind, question.id);
}

}  // namespace

Error classify(const HttpAnswer& answer, const DropboxQuestion& question, const Clock& clock) {
  const auto refusal = read_dropbox_refusal(answer);
  const auto meaning = meaning_of(answer.status, refusal, question);
  const auto words = refusal.words();
  const auto wait = answer.retry_after(clock);
  return Error{code_for(meaning, question),
               fmt::format("{} ({}, status {}{}{}).", explanation_of(meaning, question),
                           about_what(question), answer.status, words.empty() ? "" : ": ", words),
               wait ? wait : refusal.retry_after};
}

}  // namespace pixferry
