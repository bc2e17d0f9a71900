#include "pipeline/object_store/folder_store.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "pipeline/object_store/object_key.hpp"
#include "testing/object_lister_contract.hpp"
#include "testing/object_store_contract.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUrl = "http://127.0.0.1:8000";

/// A store and the directory that it lives in.
struct OwnFolder {
  TemporaryDirectory directory;
  std::unique_ptr<FolderStore> store;
};

INSTANTIATE_TEST_SUITE_P(Folder, ObjectStoreContract,
                         testing::Values(ObjectStoreCase{
                             "FolderStore",
                             [] {
                               auto own = std::make_shared<OwnFolder>();
                               auto opened =
                                   FolderStore::open(own->directory / "objects", std::string{kUrl});
                               EXPECT_TRUE(opened);
                               own->store = std::move(*opened);
                               return std::shared_ptr<ObjectStore>{own, own->store.get()};
                             }}),
                         object_store_case_name);

void write_file(const std::filesystem::path& path) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path} << "foreign";
}

INSTANTIATE_TEST_SUITE_P(Folder, ObjectListerContract,
                         testing::Values(ObjectListerCase{
                             "FolderStore",
                             [] {
                               auto own = std::make_shared<OwnFolder>();
                               const auto root = own->directory / "objects";
                               auto opened = FolderStore::open(root, std::string{kUrl});
                               EXPECT_TRUE(opened);
                               own->store = std::move(*opened);
                               return ListedStore{.store = {own, own->store.get()},
                                                  .lister = own->store.get(),
                                                  .put_foreign = [root](const std::string& name) {
                                                    write_file(std::filesystem::path{root} / name);
                                                  }};
                             }}),
                         object_lister_case_name);

class FolderStoreTest : public testing::Test {
 protected:
  std::unique_ptr<FolderStore> open(FolderStore::Access access = FolderStore::Access::write) {
    auto opened = FolderStore::open(root_, std::string{kUrl}, access);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  Spool spooled(std::string_view text) {
    auto spool = Spool::open(room_, {.size_bytes_max = 10 << 20});
    EXPECT_TRUE(spool && spool->write(std::as_bytes(std::span{text})) && spool->finish());
    return std::move(*spool);
  }
  std::string path(const ObjectKey& key) const { return root_ + "/" + key.text; }

  TemporaryDirectory directory_;
  std::string root_ = directory_ / "data/objects";
  SpoolRoom room_{.directory = directory_.path()};
  ObjectKey key_ = object_key(Secret{"s"}, "default", Sha256{}, ImageType::png);
};

TEST_F(FolderStoreTest, KeepsAnObjectInAFileNamedByItsKey) {
  const auto store = open();
  ASSERT_TRUE(store->put({}, key_, spooled("abc"), {}));
  std::ifstream file{path(key_)};
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>{file}, {}), "abc");
  EXPECT_EQ(fs::status(path(key_)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(fs::is_empty(root_ + "/tmp"));
}

TEST_F(FolderStoreTest, KeepsObjectsOverARestart) {
  ASSERT_TRUE(open()->put({}, key_, spooled("abc"), {}));
  const auto head = open()->head({}, key_);
  ASSERT_TRUE(head && *head);
  EXPECT_EQ((*head)->size_bytes, 3);
}

TEST_F(FolderStoreTest, RemovesWhatAKilledProcessLeftBehind) {
  fs::create_directories(root_ + "/tmp");
  std::ofstream{root_ + "/tmp/4711-0"} << "half an obj";
  const auto store = open();
  EXPECT_TRUE(fs::is_empty(root_ + "/tmp"));
}

TEST_F(FolderStoreTest, TouchesNothingWhenOpenedForReading) {
  ASSERT_TRUE(open()->put({}, key_, spooled("abc"), {}));
  std::ofstream{root_ + "/tmp/4711-0"} << "an object that another process is writing";
  const auto store = open(FolderStore::Access::read);
  EXPECT_TRUE(fs::exists(root_ + "/tmp/4711-0"));
  EXPECT_TRUE(store->head({}, key_)->has_value());
  EXPECT_EQ(store->put({}, key_, spooled("x"), {}).error().code, ErrorCode::storage_unavailable);
  EXPECT_EQ(store->remove({}, std::array{key_}).error().code, ErrorCode::storage_unavailable);
}

TEST_F(FolderStoreTest, SaysSoWhereTheFolderIsMissingOrNone) {
  const auto missing = FolderStore::open(root_, std::string{kUrl}, FolderStore::Access::read);
  EXPECT_EQ(missing.error().code, ErrorCode::storage_unavailable);
  std::ofstream{directory_ / "file"} << "x";
  const auto none = FolderStore::open(directory_ / "file", std::string{kUrl});
  EXPECT_EQ(none.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(none.error().message, testing::HasSubstr(directory_ / "file"));
}

TEST_F(FolderStoreTest, OpensAnObjectForTheGateway) {
  const auto store = open();
  ASSERT_TRUE(store->put({}, key_, spooled("abc"), {}));
  const auto opened = store->open(key_);
  ASSERT_TRUE(opened && *opened);
  EXPECT_EQ((*opened)->size_bytes, 3);
  EXPECT_EQ((*opened)->mime_type, "image/png");
  ASSERT_TRUE(store->remove({}, std::array{key_}));
  char text[4] = {};
  EXPECT_EQ(::read((*opened)->content.get(), text, 4), 3) << "still readable once it is removed";
  EXPECT_STREQ(text, "abc");
}

TEST_F(FolderStoreTest, OpensNothingForAnAbsentObjectOrAForeignName) {
  const auto store = open();
  EXPECT_FALSE(store->open(key_)->has_value());
  EXPECT_FALSE(store->open({"../../etc/passwd"})->has_value());
}

TEST_F(FolderStoreTest, FollowsNoSymbolicLink) {
  const auto store = open();
  std::ofstream{directory_ / "private"} << "secret";
  fs::create_directories(fs::path{path(key_)}.parent_path());
  fs::create_symlink(directory_ / "private", path(key_));
  EXPECT_FALSE(store->open(key_));
  EXPECT_FALSE(store->head({}, key_));
  ASSERT_TRUE(store->put({}, key_, spooled("abc"), {})) << "the link is replaced, not followed";
  EXPECT_EQ(store->open(key_)->value().size_bytes, 3);
}

TEST_F(FolderStoreTest, RefusesToSendWhatIsNoFile) {
  const auto store = open();
  fs::create_directories(path(key_));
  EXPECT_EQ(store->open(key_).error().code, ErrorCode::storage_unavailable);
  EXPECT_FALSE(store->put({}, key_, spooled("abc"), {}));
  EXPECT_TRUE(fs::is_empty(root_ + "/tmp"));
}

TEST_F(FolderStoreTest, MakesASpoolOnItsDiskTheObjectItself) {
  const auto store = open();
  room_.memory_file_bytes_max = 0;
  const auto content = spooled("abc");
  ASSERT_TRUE(store->put({}, key_, content, {}));
  struct stat spool {};
  struct stat object {};
  ::fstat(content.descriptor(), &spool);
  ::stat(path(key_).c_str(), &object);
  EXPECT_EQ(spool.st_ino, object.st_ino);
  EXPECT_EQ(object.st_nlink, 1U);
}

TEST_F(FolderStoreTest, KeepsTheObjectWhateverBecomesOfItsSpool) {
  const auto store = open();
  room_.memory_file_bytes_max = 0;
  auto content = spooled("abc");
  ASSERT_TRUE(store->put({}, key_, content, {}));
  ASSERT_TRUE(content.rewind() && content.write(std::as_bytes(std::span{"another body", 12})));
  ASSERT_TRUE(content.finish());
  std::ifstream file{path(key_)};
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>{file}, {}), "abc");
}

TEST_F(FolderStoreTest, ReplacesAnObjectByASpoolOnItsDisk) {
  const auto store = open();
  room_.memory_file_bytes_max = 0;
  for (const auto* text : {"damaged", "abc"}) {
    ASSERT_TRUE(store->put({}, key_, spooled(text), {}));
  }
  EXPECT_EQ(store->open(key_)->value().size_bytes, 3);
  EXPECT_TRUE(fs::is_empty(root_ + "/tmp"));
}

/// Makes the kernel refuse to let any file grow beyond a size, as a full disk would.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int);
};

TEST_F(FolderStoreTest, LeavesTheOldObjectAndNoHalfOneWhereTheDiskTakesNoMore) {
  const auto store = open();
  ASSERT_TRUE(store->put({}, key_, spooled("old"), {}));
  const auto content = spooled(std::string(300'000, 'x'));
  {
    const FileSizeLimit limit{100'000};
    EXPECT_FALSE(store->put({}, key_, content, {}));
  }
  EXPECT_EQ(store->open(key_)->value().size_bytes, 3);
  EXPECT_TRUE(fs::is_empty(root_ + "/tmp"));
}

TEST_F(FolderStoreTest, GivesTheUrlThatTheGatewayServes) {
  const auto store = FolderStore::open(root_, "https://photos.example/");
  ASSERT_TRUE(store);
  EXPECT_EQ(*(*store)->url({}, key_, std::chrono::seconds{60}),
            "https://photos.example/objects/" + key_.text);
}

}  // namespace
}  // namespace pixferry
