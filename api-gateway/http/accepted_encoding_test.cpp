#include "api-gateway/http/accepted_encoding.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

bool takes_gzip(std::string value) {
  return accepts_encoding({{"Accept-Encoding", std::move(value)}}, "gzip");
}

TEST(AcceptedEncoding, IsWhatTheClientNames) {
  for (const auto* value : {"gzip", "GZIP", "br, gzip", "br;q=1.0 ,\tgzip;q=0.5", "gzip;q=0.001",
                            "deflate,gzip,br", "*", "br;q=0, *;q=0.1", "gzip ; q=1"}) {
    EXPECT_TRUE(takes_gzip(value)) << value;
  }
}

TEST(AcceptedEncoding, IsNothingThatTheClientDoesNotNameOrRefuses) {
  for (const auto* value :
       {"", "br", "identity", "gzip;q=0", "gzip;q=0.000", "GZIP;Q=0", "*;q=0", "gzip;q=0, *",
        "*, gzip;q=0", "gzipped", "x-gzip", "\"gzip\"", ",,;", "gzip;level=1;q=0"}) {
    EXPECT_FALSE(takes_gzip(value)) << value;
  }
  EXPECT_FALSE(accepts_encoding({}, "gzip"));
}

}  // namespace
}  // namespace pixferry::http
