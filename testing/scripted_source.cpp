#include "testing/scripted_source.hpp"

#include <openssl/evp.h>

#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

Error unscripted(const std::string& call) {
  return {ErrorCode::internal, "the test did not write down an answer to " + call};
}

}  // namespace

void ScriptedSource::answer_open(const std::string& folder, Result<FolderInfo> answer) {
  const std::lock_guard lock{mutex_};
  opens_.insert_or_assign(folder, std::move(answer));
}

void ScriptedSource::answer_list(const std::string& folder, const std::string& page_token,
                                 Result<FolderPage> answer) {
  const std::lock_guard lock{mutex_};
  pages_.insert_or_assign(folder + ":" + page_token, std::move(answer));
}

void ScriptedSource::answer_fetch(const std::string& file, Fetch answer) {
  const std::lock_guard lock{mutex_};
  fetches_[file].push_back(std::move(answer));
}

void ScriptedSource::serve(const std::string& file, std::string bytes) {
  answer_fetch(file, [bytes = std::move(bytes)](const Context&, const SourceFile&, Spool& into) {
    return write_text(into, bytes);
  });
}

std::vector<std::string> ScriptedSource::listed() const {
  const std::lock_guard lock{mutex_};
  return listed_;
}

std::vector<std::string> ScriptedSource::fetched() const {
  const std::lock_guard lock{mutex_};
  return fetched_;
}

Result<FolderRef> ScriptedSource::recognise(const Link& link) const {
  return FolderRef{link.source, link.id, link.resource_key};
}

Result<FolderInfo> ScriptedSource::open(const Context&, const FolderRef& folder) {
  const std::lock_guard lock{mutex_};
  const auto found = opens_.find(folder.id);
  return found == opens_.end() ? Result<FolderInfo>{unscripted("open " + folder.id)}
                               : found->second;
}

Result<FolderPage> ScriptedSource::list(const Context&, const FolderRef& folder,
                                        const std::string& page_token) {
  const std::lock_guard lock{mutex_};
  const auto call = folder.id + ":" + page_token;
  listed_.push_back(call);
  const auto found = pages_.find(call);
  return found == pages_.end() ? Result<FolderPage>{unscripted("list " + call)} : found->second;
}

Result<> ScriptedSource::fetch(const Context& context, const SourceFile& file, Spool& into) {
  Fetch answer;
  {
    const std::lock_guard lock{mutex_};
    fetched_.push_back(file.id);
    auto& answers = fetches_[file.id];
    if (answers.empty()) return unscripted("fetch " + file.id);
    answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
  }
  return answer(context, file, into);
}

std::string tiny_jpeg(const std::string& mark) {
  return std::string{"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01", 12} + mark + "\xFF\xD9";
}

SourceFile listed_file(const std::string& id, const std::string& bytes) {
  Sha256 digest;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &size, EVP_sha256(), nullptr);
  return {.id = id,
          .name = id + ".jpg",
          .path = id + ".jpg",
          .mime_type = "image/jpeg",
          .revision = "r1",
          .resource_key = {},
          .size_bytes = static_cast<std::int64_t>(bytes.size()),
          .sha256 = digest,
          .md5 = {}};
}

}  // namespace pixferry
