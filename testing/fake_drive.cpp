#include "testing/fake_drive.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <vector>

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
constexpr std::string_view kFilesPath = "/drive/v3/files";

std::string json_answer(int status, const bj::object& object) {
  return loopback_answer(status, bj::serialize(object),
                         {{"Content-Type", "application/json; charset=UTF-8"}});
}

std::string refusal(int status, std::string_view reason, std::string_view message) {
  const bj::object entry{{"domain", "global"}, {"reason", reason}, {"message", message}};
  return json_answer(
      status, {{"error", {{"errors", bj::array{entry}}, {"code", status}, {"message", message}}}});
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

FolderRef FakeDrive::share(const SharedFolder& folder) {
  const std::lock_guard lock{mutex_};
  const auto id = add_folder(folder, "", false);
  return {SourceKind::google_drive, id, items_.at(id).resource_key};
}

void FakeDrive::set_page_entries_max(int entries_max) {
  const std::lock_guard lock{mutex_};
  entries_max_ = entries_max;
}

void FakeDrive::forget_page_tokens() {
  const std::lock_guard lock{mutex_};
  ++token_generation_;
}

std::string FakeDrive::add(Item item) {
  item.id = fmt::format("1Item-{:06}_fake", items_.size());
  if (!item.resource_key.empty()) item.resource_key = "0-" + item.id;
  const auto id = item.id;
  items_.emplace(id, std::move(item));
  return id;
}

std::string FakeDrive::add_folder(const SharedFolder& folder, const std::string& parent,
                                  bool needs_key) {
  needs_key = needs_key || folder.needs_resource_key;
  const std::string key = needs_key ? "needed" : "";
  auto id = add({.parent = parent,
                 .name = folder.name,
                 .mime_type = std::string{kFolderType},
                 .resource_key = key,
                 .is_private = folder.is_private});
  for (const auto& file : folder.files) {
    add({.parent = id,
         .name = file.name,
         .mime_type = file.mime_type,
         .bytes = file.bytes,
         .resource_key = key,
         .is_private = folder.is_private});
  }
  for (const auto& below : folder.folders) add_folder(below, id, needs_key);
  return id;
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

namespace {

bj::object described(const std::string& id, const std::string& name, const std::string& type) {
  return {{"id", id}, {"name", name}, {"mimeType", type}};
}

}  // namespace

std::string FakeDrive::get(const Question& question) const {
  const auto id = question.path.substr(std::min(kFilesPath.size() + 1, question.path.size()));
  const auto* item = visible(id, question);
  if (item == nullptr) return refusal(404, "notFound", "File not found: " + id + ".");
  if (question.parameter("alt") == "media") {
    return loopback_answer(200, item->bytes, {{"Content-Type", item->mime_type}});
  }
  return json_answer(200, described(item->id, item->name, item->mime_type));
}

std::string FakeDrive::list(const Question& question) const {
  const auto q = question.parameter("q");
  const auto quote = q.find('\'', 1);
  const auto id = q.substr(std::min<std::size_t>(1, q.size()), quote - 1);
  if (q != "'" + id + "' in parents and trashed=false") return refusal(400, "invalid", "q");
  if (visible(id, question) == nullptr) return refusal(404, "notFound", "File not found: .");

  const auto token = question.parameter("pageToken");
  const auto prefix = fmt::format("~!!~{}/", token_generation_);
  if (!token.empty() && !token.starts_with(prefix)) return refusal(400, "invalid", "Invalid Value");
  std::size_t start = 0;
  if (!token.empty()) {
    std::from_chars(token.data() + prefix.size(), token.data() + token.size(), start);
  }

  std::vector<const Item*> children;
  for (const auto& [child_id, item] : items_) {
    if (item.parent == id) children.push_back(&item);
  }
  const auto end = std::min(children.size(), start + static_cast<std::size_t>(entries_max_));
  bj::array files;
  for (auto i = start; i < end; ++i) {
    auto entry = described(children[i]->id, children[i]->name, children[i]->mime_type);
    if (!children[i]->resource_key.empty()) entry["resourceKey"] = children[i]->resource_key;
    if (children[i]->mime_type != kFolderType) {
      entry["size"] = std::to_string(children[i]->bytes.size());
      entry["headRevisionId"] = "0B" + children[i]->id;
    }
    files.push_back(std::move(entry));
  }
  bj::object page{{"kind", "drive#fileList"}, {"incompleteSearch", false}, {"files", files}};
  if (end < children.size()) page["nextPageToken"] = prefix + std::to_string(end);
  return json_answer(200, page);
}

}  // namespace pixferry
