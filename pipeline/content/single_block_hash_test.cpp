#include "pipeline/content/single_block_hash.hpp"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/content/running_digest.hpp"

namespace pixferry {
namespace {

std::string hash_of(const std::string& bytes) {
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{bytes}));
  const auto hash =
      single_block_dropbox_hash(digest.finish<Sha256>(), static_cast<std::int64_t>(bytes.size()));
  return hash ? hash->hex() : "none";
}

/// The expected values are those of rclone's test of the same hash (backend dbhash), of the letter
/// A so many times.
TEST(SingleBlockHash, IsDropboxsContentHash) {
  EXPECT_EQ(hash_of("A"), "1cd6ef71e6e0ff46ad2609d403dc3fee244417089aa4461245a4e4fe23a55e42");
  EXPECT_EQ(hash_of(std::string(4096, 'A')),
            "8620913d33852befe09f16fff8fd75f77a83160d29f76f07e0276e9690903035");
  EXPECT_EQ(hash_of(std::string(4'194'304, 'A')),
            "d4d63bac5b866c71620185392a8a6218ac1092454a2d16f820363b69852befa3");
}

TEST(SingleBlockHash, DoesNotFollowForMoreThanOneBlockOrNone) {
  EXPECT_EQ(hash_of(std::string(4'194'305, 'A')), "none");
  EXPECT_EQ(hash_of(""), "none");
}

}  // namespace
}  // namespace pixferry
