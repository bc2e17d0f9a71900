#include "pipeline/object_store/durable_folders.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

class DurableFoldersTest : public testing::Test {
 protected:
  Result<> make(const std::string& folder) {
    return folders_.make(root_.get(), directory_.path(), folder);
  }
  bool exists(const std::string& folder) const {
    return std::filesystem::is_directory(directory_ / folder);
  }

  TemporaryDirectory directory_;
  FileDescriptor root_{::open(directory_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  DurableFolders folders_;
};

TEST_F(DurableFoldersTest, MakesAFolderAndTheOneBelowIt) {
  ASSERT_TRUE(make("o") && make("o/3f") && make("o/3f"));
  EXPECT_TRUE(exists("o/3f"));
}

TEST_F(DurableFoldersTest, TakesAFolderThatIsThereAlready) {
  std::filesystem::create_directories(directory_ / "o/3f");
  EXPECT_TRUE(make("o/3f"));
}

TEST_F(DurableFoldersTest, FailsForOneFolderAndGoesOnForOthers) {
  ASSERT_TRUE(make("o"));
  const auto orphan = make("missing/3f");
  ASSERT_FALSE(orphan);
  EXPECT_EQ(orphan.error().code, ErrorCode::storage_unavailable);
  EXPECT_NE(orphan.error().message.find("missing/3f"), std::string::npos);
  EXPECT_TRUE(make("o/3f"));
}

TEST_F(DurableFoldersTest, MakesAllThatManyThreadsAskFor) {
  ASSERT_TRUE(make("o"));
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 8; ++i) {
          EXPECT_TRUE(make("o/shared" + std::to_string(i)));
          EXPECT_TRUE(make("o/own" + std::to_string(8 * thread + i)));
        }
      });
    }
  }
  for (int i = 0; i < 64; ++i) EXPECT_TRUE(exists("o/own" + std::to_string(i)));
  for (int i = 0; i < 8; ++i) EXPECT_TRUE(exists("o/shared" + std::to_string(i)));
}

}  // namespace
}  // namespace pixferry
