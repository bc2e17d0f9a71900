#include "pipeline/platform/directory_lock.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(DirectoryLock, IsRefusedToTheSecondAndNamesTheFirst) {
  const TemporaryDirectory directory;
  const auto first = DirectoryLock::acquire(directory.path(), "http://127.0.0.1:8000");
  ASSERT_TRUE(first) << first.error().message;
  const auto second = DirectoryLock::acquire(directory.path(), "pixferry import");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::data_dir_in_use);
  EXPECT_THAT(second.error().message,
              AllOf(HasSubstr(directory.path()), HasSubstr("http://127.0.0.1:8000"),
                    HasSubstr("process " + std::to_string(::getpid()))));
}

TEST(DirectoryLock, IsFreeAgainOnceItsHolderIsGone) {
  const TemporaryDirectory directory;
  {
    auto first = DirectoryLock::acquire(directory.path(), "a long description of the first holder");
    ASSERT_TRUE(first);
    const auto moved = std::move(*first);
    EXPECT_FALSE(DirectoryLock::acquire(directory.path(), "second"));
  }
  const auto second = DirectoryLock::acquire(directory.path(), "second");
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_THAT(DirectoryLock::acquire(directory.path(), "third").error().message,
              AllOf(HasSubstr("(second)"), testing::Not(HasSubstr("first"))));
}

TEST(DirectoryLock, IsFreeAgainAfterItsHolderWasKilled) {
  const TemporaryDirectory directory;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = DirectoryLock::acquire(directory.path(), "child");
    ::_exit(held ? 0 : 1);  // without destructors, like a process that is killed
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(DirectoryLock::acquire(directory.path(), "next"));
}

TEST(DirectoryLock, MakesTheDirectoryForItsOwnerAlone) {
  namespace fs = std::filesystem;
  const TemporaryDirectory parent;
  const auto directory = parent / "a/b";
  ASSERT_TRUE(DirectoryLock::acquire(directory, "x"));
  EXPECT_EQ(fs::status(directory).permissions(), fs::perms::owner_all);
}

TEST(DirectoryLock, RefusesWithoutANameWhereTheHolderHasNotWrittenItYet) {
  const TemporaryDirectory directory;
  const auto held = DirectoryLock::acquire(directory.path(), "x");
  ASSERT_TRUE(held);
  std::filesystem::resize_file(directory / "lock", 0);
  EXPECT_THAT(DirectoryLock::acquire(directory.path(), "y").error().message,
              HasSubstr("in use by another process"));
}

TEST(DirectoryLock, SaysSoWhereTheDirectoryCannotBeMade) {
  const TemporaryDirectory parent;
  std::ofstream{parent / "file"} << "x";
  const auto lock = DirectoryLock::acquire(parent / "file", "x");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(lock.error().message, HasSubstr(parent / "file"));
}

TEST(DirectoryLock, SaysSoWhereTheDirectoryCannotBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write everywhere";
  namespace fs = std::filesystem;
  const TemporaryDirectory directory;
  fs::permissions(directory.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto lock = DirectoryLock::acquire(directory.path(), "x");
  fs::permissions(directory.path(), fs::perms::owner_all);
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(lock.error().message, HasSubstr("permission"));
}

}  // namespace
}  // namespace pixferry
