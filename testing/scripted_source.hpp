#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "pipeline/source/source_provider.hpp"
#include "testing/spool_text.hpp"

namespace pixferry {

/// A source in memory whose answers a test writes down beforehand. Thread-safe.
class ScriptedSource final : public SourceProvider {
 public:
  using Fetch = std::function<Result<>(const Context&, const SourceFile&, Spool&)>;

  /// Answers of open() and of list() by folder id and page token; an unscripted one is an error.
  void answer_open(const std::string& folder, Result<FolderInfo> answer);
  void answer_list(const std::string& folder, const std::string& page_token,
                   Result<FolderPage> answer);
  /// What fetch() does for a file id; the answers are used up in their order, the last one stays.
  void answer_fetch(const std::string& file, Fetch answer);
  /// Serves these bytes.
  void serve(const std::string& file, std::string bytes);

  std::vector<std::string> listed() const;  ///< "folder:token" in the order of the calls
  std::vector<std::string> fetched() const;

  SourceKind kind() const override { return SourceKind::google_drive; }
  Result<FolderRef> recognise(const Link& link) const override;
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Result<FolderInfo>> opens_;
  std::map<std::string, Result<FolderPage>> pages_;
  std::map<std::string, std::deque<Fetch>> fetches_;
  std::vector<std::string> listed_;
  std::vector<std::string> fetched_;
};

/// The smallest bytes that are told to be a JPEG, made unlike all others by `mark`.
std::string tiny_jpeg(const std::string& mark);

/// A file as a source lists it, with its true size and SHA-256.
SourceFile listed_file(const std::string& id, const std::string& bytes);

}  // namespace pixferry
