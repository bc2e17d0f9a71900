#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "pipeline/content/spool.hpp"
#include "pipeline/source/link.hpp"
#include "pipeline/source/source_provider.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A file of which the test knows what the service must say.
struct KnownFile {
  std::string id;
  std::string name;
  std::optional<Sha256> sha256;  ///< of its bytes; nothing where it cannot be fetched
  auto operator<=>(const KnownFile&) const = default;
};

/// A folder and every file below it, at whatever depth, each once.
struct KnownFolder {
  FolderRef folder;
  std::vector<KnownFile> files;
};

/// A provider and the service behind it, with folders whose content is known.
class KnownSource {
 public:
  virtual ~KnownSource() = default;

  virtual SourceProvider& provider() = 0;
  /// A folder with subfolders, whose own entries do not fit on one page where there are pages.
  virtual KnownFolder tree() = 0;
  /// Whether the service gives a large folder in several pages.
  virtual bool has_pages() const { return true; }
  /// Whether the service tells when the bytes of a file change.
  virtual bool knows_revisions() const { return true; }
  /// A file that is shared by itself; nothing where the service knows no such links.
  virtual std::optional<KnownFolder> single_file() { return std::nullopt; }
  /// A link to a folder, whether there is one or not, as the link parser gives it.
  virtual Link link() {
    return {SourceKind::google_drive, Link::Target::folder, "1AbCdEfGhIj", "0-key"};
  }
  /// Makes a file of the tree one that was never there.
  virtual void lose(SourceFile& file) { std::ranges::reverse(file.id); }
  virtual FolderRef empty_folder() = 0;
  virtual FolderRef private_folder() = 0;
  /// A folder that, like what is in it, can be read with a resource key only; nothing where the
  /// service knows no such keys.
  virtual std::optional<KnownFolder> keyed_tree() = 0;
  /// From now on the service takes requests and answers none; false if it cannot do that.
  virtual bool fall_silent() = 0;
};

struct SourceUnderTest {
  std::string name;
  std::function<std::unique_ptr<KnownSource>()> make;

  friend void PrintTo(const SourceUnderTest& source, std::ostream* out) { *out << source.name; }
};

/// What every SourceProvider promises. Join an adapter with
///   INSTANTIATE_TEST_SUITE_P(GoogleDrive, SourceProviderContract,
///                            testing::Values(SourceUnderTest{"FakeDrive", make}), source_name);
class SourceProviderContract : public testing::TestWithParam<SourceUnderTest> {
 protected:
  void SetUp() override;

  SourceProvider& provider() { return source_->provider(); }
  /// Every page of the folder, in order. Fails the test if one cannot be had.
  std::vector<FolderPage> pages_of(const FolderRef& folder);
  /// Every file of the folder and of those below it, each once.
  std::vector<SourceFile> walk(const FolderRef& root);
  /// The file in a finished spool.
  Result<Spool> fetched(const Context& context, const SourceFile& file);
  void expect_bytes(const KnownFolder& known);
  /// Fails the test where the bytes are not what was declared of them.
  void expect_as_declared(const SourceFile& file, const Spool& spool) const;

  std::unique_ptr<KnownSource> source_;
  Context context_;

 private:
  TemporaryDirectory directory_;
  SpoolRoom room_;
};

/// The end of a test's name.
std::string source_name(const testing::TestParamInfo<SourceUnderTest>& info);

}  // namespace pixferry
