#include "pipeline/content/running_digest.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace pixferry {
namespace {

using enum RunningDigest::Algorithm;

void update(RunningDigest& digest, std::string_view text) {
  digest.update(std::as_bytes(std::span{text}));
}

// The vectors of FIPS 180-2 and, for MD5, of `md5sum` over the same bytes.
TEST(RunningDigest, HashesAMillionLettersInPieces) {
  RunningDigest of_sha256{sha256};
  RunningDigest of_md5{md5};
  for (int i = 0; i < 1000; ++i) {
    update(of_sha256, std::string(1000, 'a'));
    update(of_md5, std::string(1000, 'a'));
  }
  EXPECT_EQ(of_sha256.finish<Sha256>().hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(of_md5.finish<Md5>().hex(), "7707d6ae4e027c70eea2a935c2296f21");
}

TEST(RunningDigest, ForgetsEverythingAtRestart) {
  RunningDigest digest{sha256};
  update(digest, "something else");
  digest.restart();
  update(digest, "abc");
  EXPECT_EQ(digest.finish<Sha256>().hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(RunningDigest, RefusesAValueOfTheWrongSize) {
  RunningDigest digest{sha256};
  EXPECT_THROW(digest.finish<Md5>(), std::runtime_error);
}

}  // namespace
}  // namespace pixferry
