#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/content/spool.hpp"
#include "pipeline/source/source_provider.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

struct SharedFile {
  std::string name;
  std::string bytes;
  std::string mime_type = "image/jpeg";
};

struct SharedFolder {
  std::string name;
  std::vector<SharedFile> files = {};
  std::vector<SharedFolder> folders = {};
  bool is_private = false;
  /// This folder and everything below it can be read with a resource key of its own only. A service
  /// that knows no such keys ignores it.
  bool needs_resource_key = false;
};

/// A provider and the service behind it, which a test can fill.
class SharedSource {
 public:
  virtual ~SharedSource() = default;

  virtual SourceProvider& provider() = 0;
  /// What the link of the folder, put into the service now, names.
  virtual FolderRef share(const SharedFolder& folder) = 0;
  /// How many entries the service gives at most on one page.
  virtual void set_page_entries_max(int entries_max) = 0;
  /// The service no longer knows any page token it gave.
  virtual void forget_page_tokens() = 0;
  /// From now on the service takes requests and answers none.
  virtual void fall_silent() = 0;
  virtual bool has_resource_keys() const = 0;
};

struct SourceUnderTest {
  std::string name;
  std::function<std::unique_ptr<SharedSource>()> make;
};

/// What every SourceProvider promises. Instantiate it for an adapter with
///   INSTANTIATE_TEST_SUITE_P(GoogleDrive, SourceProviderContract,
///                            testing::Values(SourceUnderTest{"FakeDrive", make_fake}),
///                            source_name);
class SourceProviderContract : public testing::TestWithParam<SourceUnderTest> {
 protected:
  void SetUp() override;

  SourceProvider& provider() { return source_->provider(); }
  /// Every page of the folder, in order. Fails the test if one cannot be had.
  std::vector<FolderPage> all_pages(const FolderRef& folder);
  /// All its entries on one page.
  FolderPage all_of(const FolderRef& folder);
  Result<std::string> bytes_of(const Context& context, const SourceFile& file);

  std::unique_ptr<SharedSource> source_;
  Context context_;

 private:
  TemporaryDirectory directory_;
  SpoolRoom room_;
};

/// The end of a test's name.
std::string source_name(const testing::TestParamInfo<SourceUnderTest>& info);

}  // namespace pixferry
