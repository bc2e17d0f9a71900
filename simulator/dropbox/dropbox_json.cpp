#include "simulator/dropbox/dropbox_json.hpp"

#include <fmt/format.h>

#include <chrono>

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;
using Access = DropboxLink::Access;

/// RFC 3339 without a fraction, as Dropbox writes times.
std::string dropbox_time(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

void add_file(bj::object& fields, const DropboxTree& tree, const DropboxItem& item) {
  fields["client_modified"] = dropbox_time(item.entry.modified);
  fields["server_modified"] = dropbox_time(item.entry.created);
  fields["rev"] = tree.revision(item);
  fields["size"] = tree.size_bytes(item);
}

std::string_view tag_of(const DropboxItem& item) {
  return item.entry.is_folder() ? "folder" : "file";
}

bj::object permissions_of(Access access) {
  const std::string_view seen_by = access == Access::locked ? "password" : "public";
  return {{"resolved_visibility", {{".tag", seen_by}}},
          {"requested_visibility", {{".tag", seen_by}}},
          {"can_revoke", false},
          {"revoke_failure_reason", {{".tag", "owner_only"}}},
          {"allow_download", access != Access::view_only},
          {"require_password", access == Access::locked}};
}

}  // namespace

bj::object dropbox_metadata(const DropboxTree& tree, const DropboxItem& item) {
  bj::object fields{{".tag", tag_of(item)}, {"name", item.name}, {"id", item.id()}};
  if (item.entry.is_folder()) return fields;
  add_file(fields, tree, item);
  fields["is_downloadable"] = DropboxTree::is_downloadable(item);
  if (item.entry.is_google_native()) {
    fields["export_info"] = {{"export_as", "docx"}};
  } else {
    fields["content_hash"] = tree.content_hash(item).hex();
  }
  return fields;
}

bj::object dropbox_link_metadata(const DropboxTree& tree, const DropboxItem& item,
                                 const DropboxLink& link) {
  bj::object fields{{".tag", tag_of(item)},
                    {"url", link.url(item)},
                    {"id", item.id()},
                    {"name", item.name},
                    {"link_permissions", permissions_of(link.access)}};
  if (item.entry.is_folder()) return fields;
  add_file(fields, tree, item);
  fields["preview_type"] = "photo";
  return fields;
}

}  // namespace pixferry::simulator
