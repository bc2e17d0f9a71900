#include "testing/fake_drive.hpp"

#include "pipeline/content/running_digest.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
constexpr std::string_view kFilesPath = "/drive/v3/files";
constexpr std::string_view kTokenStart = "~!!~";

std::string json_answer(int status, const bj::object& object) {
  return loopback_answer(status, bj::serialize(object),
                         {{"Content-Type", "application/json; charset=UTF-8"}});
}

std::string refusal(int status, std::string_view reason, std::string_view message) {
  const bj::object entry{{"domain", "global"}, {"reason", reason}, {"message", message}};
  return json_answer(
      status, {{"error", {{"errors", bj::array{entry}}, {"code", status}, {"message", message}}}});
}

Sha256 sha256_of(std::string_view bytes) {
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{bytes}));
  return digest.finish<Sha256>();
}

}  // namespace

struct FakeDrive::Question {
  std::string path;
  std::map<std::string, std::string> parameters;
  std::string resource_keys;

  std::string parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string{} : found->second;
  }
};

FakeDrive::FakeDrive()
    : server_([this](LoopbackConnection& connection) {
        while (const auto request = connection.receive()) {
          if (is_silent_) return connection.wait_for_hang_up();
          connection.send(respond(*request));
        }
      }) {}

KnownFolder FakeDrive::share(const SharedFolder& folder) {
  const std::lock_guard lock{mutex_};
  KnownFolder known;
  const auto& root = add_folder(folder, Item{}, known.files);
  known.folder = {SourceKind::google_drive, root.id, root.resource_key};
  return known;
}

const FakeDrive::Item& FakeDrive::add(Item item) {
  item.id = fmt::format("1Item-{:06}_fake", items_.size());
  if (!item.resource_key.empty()) item.resource_key = "0-" + item.id;
  auto& place = items_[item.id];
  place = std::move(item);
  return place;
}

const FakeDrive::Item& FakeDrive::add_folder(const SharedFolder& folder, const Item& parent,
                                             std::vector<KnownFile>& known) {
  const bool needs_key = folder.needs_resource_key || !parent.resource_key.empty();
  const std::string key = needs_key ? "needed" : "";
  const auto& own = add({.parent = parent.id,
                         .name = folder.name,
                         .mime_type = std::string{kFolderType},
                         .resource_key = key,
                         .is_private = folder.is_private});
  for (const auto& file : folder.files) {
    const auto& item = add({.parent = own.id,
                            .name = file.name,
                            .mime_type = file.mime_type,
                            .bytes = file.bytes,
                            .resource_key = key,
                            .is_private = folder.is_private});
    known.push_back({item.id, item.name, sha256_of(item.bytes)});
  }
  for (const auto& below : folder.folders) add_folder(below, own, known);
  return own;
}

std::string FakeDrive::respond(const LoopbackRequest& request) {
  const auto url = boost::urls::parse_origin_form(request.target);
  if (!url) return refusal(400, "badRequest", "The target is no path.");
  Question question{url->path(), {}, {}};
  for (const auto& parameter : url->params()) {
    question.parameters[std::string{parameter.key}] = std::string{parameter.value};
  }
  const auto keys = request.headers.find("x-goog-drive-resource-keys");
  if (keys != request.headers.end()) question.resource_keys = keys->second;
  if (question.parameter("key") != kApiKey) {
    return refusal(400, "keyInvalid", "API key not valid. Please pass a valid API key.");
  }
  const std::lock_guard lock{mutex_};
  return question.path == kFilesPath ? list(question) : get(question);
}

const FakeDrive::Item* FakeDrive::visible(const std::string& id, const Question& question) const {
  const auto found = items_.find(id);
  if (found == items_.end() || found->second.is_private) return nullptr;
  const auto& key = found->second.resource_key;
  return key.empty() || question.resource_keys == id + "/" + key ? &found->second : nullptr;
}

bj::object FakeDrive::described(const Item& item) {
  bj::object fields{{"id", item.id}, {"name", item.name}, {"mimeType", item.mime_type}};
  if (!item.resource_key.empty()) fields["resourceKey"] = item.resource_key;
  if (item.mime_type != kFolderType) {
    fields["size"] = std::to_string(item.bytes.size());
    fields["headRevisionId"] = "0B" + item.id;
    fields["sha256Checksum"] = sha256_of(item.bytes).hex();
  }
  return fields;
}

std::string FakeDrive::get(const Question& question) const {
  const auto id = question.path.substr(std::min(kFilesPath.size() + 1, question.path.size()));
  const auto* item = visible(id, question);
  if (item == nullptr) return refusal(404, "notFound", "File not found: " + id + ".");
  if (question.parameter("alt") == "media") {
    return loopback_answer(200, item->bytes, {{"Content-Type", item->mime_type}});
  }
  return json_answer(200, described(*item));
}

std::string FakeDrive::list(const Question& question) const {
  const auto q = question.parameter("q");
  const auto quote = q.find('\'', 1);
  const auto id = q.substr(std::min<std::size_t>(1, q.size()), quote - 1);
  if (q != "'" + id + "' in parents and trashed=false") return refusal(400, "invalid", "q");
  if (visible(id, question) == nullptr) return refusal(404, "notFound", "File not found: .");

  const auto token = question.parameter("pageToken");
  if (!token.empty() && !token.starts_with(kTokenStart)) {
    return refusal(400, "invalid", "Invalid Value");
  }
  std::size_t start = 0;
  if (!token.empty()) {
    std::from_chars(token.data() + kTokenStart.size(), token.data() + token.size(), start);
  }

  std::vector<const Item*> children;
  for (const auto& [child_id, item] : items_) {
    if (item.parent == id) children.push_back(&item);
  }
  const auto end = std::min(children.size(), start + kPageEntries);
  bj::array files;
  for (auto i = start; i < end; ++i) {
    files.push_back(described(*children[i]));
  }
  bj::object page{{"kind", "drive#fileList"}, {"incompleteSearch", false}, {"files", files}};
  if (end < children.size()) page["nextPageToken"] = std::string{kTokenStart} + std::to_string(end);
  return json_answer(200, page);
}

}  // namespace pixferry
