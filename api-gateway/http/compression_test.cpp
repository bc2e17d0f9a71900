#include "api-gateway/http/compression.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace pixferry::http {
namespace {

const std::string kLongJson = "[" + std::string(2000, ' ') + "1]";

std::string unpacked(const std::string& packed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string text(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0u);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

Response compressed(Response response, const std::string& accepted = "gzip, br") {
  Request request;
  if (!accepted.empty()) request.headers.set("Accept-Encoding", accepted);
  compress(request, response);
  return response;
}

std::string text_of(const Response& response) {
  return std::get<std::string>(response.body);
}

TEST(Compression, PacksLongJson) {
  const auto response = compressed(json_response(200, kLongJson));
  EXPECT_EQ(response.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(response.headers.find("Vary"), "Accept-Encoding");
  EXPECT_LT(text_of(response).size(), 200u);
  EXPECT_EQ(unpacked(text_of(response)), kLongJson);
  Response problem{422, {{"Content-Type", "application/problem+json"}}, kLongJson};
  EXPECT_EQ(unpacked(text_of(compressed(std::move(problem)))), kLongJson);
}

TEST(Compression, SaysThatTheAnswerVariesToThoseWhoTakeItAsItIs) {
  const auto response = compressed(json_response(200, kLongJson), "br");
  EXPECT_EQ(text_of(response), kLongJson);
  EXPECT_EQ(response.headers.find("Vary"), "Accept-Encoding");
  EXPECT_FALSE(response.headers.contains("Content-Encoding"));
  EXPECT_EQ(text_of(compressed(json_response(200, kLongJson), "")), kLongJson);
  EXPECT_EQ(text_of(compressed(json_response(200, kLongJson), "gzip;q=0")), kLongJson);
}

TEST(Compression, LeavesWhatWouldNotGain) {
  const std::string at_the_edge(1024, '1');
  EXPECT_NE(text_of(compressed(json_response(200, at_the_edge))), at_the_edge);
  const std::string below(1023, '1');
  EXPECT_EQ(text_of(compressed(json_response(200, below))), below);
  std::string noise;
  for (unsigned i = 0, value = 1; i < 2000; ++i) {
    value = value * 1664525u + 1013904223u;
    noise += static_cast<char>(value >> 24);
  }
  const auto response = compressed(json_response(200, noise));
  EXPECT_EQ(text_of(response), noise);
  EXPECT_FALSE(response.headers.contains("Content-Encoding"));
}

TEST(Compression, LeavesWhatIsNoJsonOrPackedAlready) {
  for (const auto* type : {"image/jpeg", "text/event-stream", "text/csv", ""}) {
    EXPECT_EQ(text_of(compressed({200, {{"Content-Type", type}}, kLongJson})), kLongJson) << type;
  }
  auto packed = json_response(200, kLongJson);
  packed.headers.set("Content-Encoding", "br");
  EXPECT_EQ(text_of(compressed(std::move(packed))), kLongJson);
  EXPECT_TRUE(std::holds_alternative<EventBody>(compressed(event_response(nullptr)).body));
}

TEST(Compression, WeakensTheTagOfWhatItPacks) {
  const auto is_weak = [](const std::string& tag, const std::string& accepted) {
    auto response = json_response(200, kLongJson);
    response.headers.set("ETag", tag);
    return compressed(std::move(response), accepted).headers.find("ETag").value_or("") ==
           std::string{"W/\"abc\""};
  };
  EXPECT_TRUE(is_weak("\"abc\"", "gzip"));
  EXPECT_TRUE(is_weak("W/\"abc\"", "gzip"));
  EXPECT_FALSE(is_weak("\"abc\"", "br"));
}

}  // namespace
}  // namespace pixferry::http
