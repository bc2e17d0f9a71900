#include "api-gateway/http/strict.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pixferry::http {
namespace {

struct Case {
  std::string name;
  std::string block;
  int status = 400;
};

std::string get(const std::string& fields) {
  return "GET /health HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string line(const std::string& request_line) {
  return request_line + "\r\nHost: a\r\n\r\n";
}

std::string many_fields() {
  std::string fields;
  for (int i = 0; i < 100; ++i) fields += "X: 1\r\n";
  return fields;
}

class RefusedHeader : public testing::TestWithParam<Case> {};

TEST_P(RefusedHeader, IsRefused) {
  const auto refusal = check_header_block(GetParam().block);
  ASSERT_TRUE(refusal) << GetParam().block;
  EXPECT_EQ(refusal->status, GetParam().status);
  EXPECT_FALSE(refusal->detail.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedHeader,
    testing::Values(
        Case{"LengthAndCoding", get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")},
        Case{"CodingAndLength", get("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n")},
        Case{"TwoLengths", get("Content-Length: 5\r\nContent-Length: 6\r\n")},
        Case{"TwoEqualLengths", get("Content-Length: 5\r\ncontent-length: 5\r\n")},
        Case{"LengthList", get("Content-Length: 5, 5\r\n")},
        Case{"SignedLength", get("Content-Length: +5\r\n")},
        Case{"NegativeLength", get("Content-Length: -1\r\n")},
        Case{"HexadecimalLength", get("Content-Length: 0x5\r\n")},
        Case{"EmptyLength", get("Content-Length:\r\n")},
        Case{"LengthBeyondInt64", get("Content-Length: 99999999999999999999\r\n")},
        Case{"CodingWithALookAlike", get("Transfer-Encoding: xchunked\r\n")},
        Case{"CodingList", get("Transfer-Encoding: gzip, chunked\r\n")},
        Case{"CodingIdentity", get("Transfer-Encoding: identity\r\n")},
        Case{"CodingQuoted", get("Transfer-Encoding: \"chunked\"\r\n")},
        Case{"CodingWithVerticalTab", get("Transfer-Encoding: \x0b"
                                          "chunked\r\n")},
        Case{"TwoCodings", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
        Case{"CodingOnHttp10", "GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},
        Case{"BareLineFeed", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
        Case{"BareLineFeedInField", get("X: a\nContent-Length: 5\r\n")},
        Case{"BareCarriageReturn", get("X: a\rContent-Length: 5\r\n")},
        Case{"FoldedWithBlank", get("X: a\r\n b\r\n")},
        Case{"FoldedWithTab", get("X: a\r\n\tb\r\n")},
        Case{"FoldedFirstField", "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n"},
        Case{"BlankBeforeColon", get("Content-Length : 5\r\n")},
        Case{"TabBeforeColon", get("Content-Length\t: 5\r\n")},
        Case{"NoColon", get("Content-Length\r\n")}, Case{"EmptyName", get(": a\r\n")},
        Case{"NulInValue", get(std::string{"X: a\0b\r\n", 8})},
        Case{"NulInName", get(std::string{"X\0: a\r\n", 7})},
        Case{"EscapeInValue", get("X: \x1b[2J\r\n")}, Case{"DeleteInValue", get("X: \x7f\r\n")},
        Case{"HighByteInName", get("X\xff: a\r\n")}, Case{"NoHost", "GET / HTTP/1.1\r\n\r\n"},
        Case{"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n"}, Case{"TwoHosts", get("Host: b\r\n")},
        Case{"HostWithUser", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"},
        Case{"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        Case{"HostList", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"},
        Case{"AbsoluteTargetOfOtherHost", line("GET http://b/ HTTP/1.1")},
        Case{"AbsoluteTargetWithUser", line("GET http://a@b/ HTTP/1.1")},
        Case{"AbsoluteTargetOfOtherScheme", line("GET https://a/ HTTP/1.1")},
        Case{"AuthorityTarget", line("CONNECT a:443 HTTP/1.1")},
        Case{"RelativeTarget", line("GET health HTTP/1.1")},
        Case{"AsteriskTargetOfGet", line("GET * HTTP/1.1")},
        Case{"FragmentInTarget", line("GET /#a HTTP/1.1")},
        Case{"BlankInTarget", line("GET /a b HTTP/1.1")},
        Case{"NulEscapeInTarget", line("GET /%00 HTTP/1.1")},
        Case{"BrokenEscapeInTarget", line("GET /%zz HTTP/1.1")},
        Case{"CutEscapeInTarget", line("GET /%a HTTP/1.1")},
        Case{"HighByteInTarget", line("GET /\xff HTTP/1.1")},
        Case{"TwoBlanks", line("GET  / HTTP/1.1")}, Case{"NoVersion", line("GET /")},
        Case{"OldVersion", line("GET / HTTP/0.9")}, Case{"NewVersion", line("PRI * HTTP/2.0")},
        Case{"LowerCaseVersion", line("GET / http/1.1")},
        Case{"VersionWithMoreDigits", line("GET / HTTP/1.10")},
        Case{"BlankAfterVersion", line("GET / HTTP/1.1 ")},
        Case{"MethodWithColon", line("GET: / HTTP/1.1")}, Case{"EmptyMethod", line(" / HTTP/1.1")},
        Case{"LongMethod", line(std::string(33, 'A') + " / HTTP/1.1")},
        Case{"EmptyLineFirst", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Case{"NothingButAnEmptyLine", "\r\n\r\n"}, Case{"Nothing", ""},
        Case{"TwoBlocks", get("") + get("")},
        Case{"UnknownExpectation", get("Expect: tea\r\n"), 417},
        Case{"TooManyFields", get(many_fields()), 431}),
    [](const auto& tested) { return tested.param.name; });

class AcceptedHeader : public testing::TestWithParam<Case> {};

TEST_P(AcceptedHeader, IsAccepted) {
  const auto refusal = check_header_block(GetParam().block);
  EXPECT_FALSE(refusal) << refusal->detail;
}

INSTANTIATE_TEST_SUITE_P(
    Table, AcceptedHeader,
    testing::Values(Case{"Plain", get("")}, Case{"Length", get("Content-Length: 5\r\n")},
                    Case{"ZeroLength", get("Content-Length: 0\r\n")},
                    Case{"Chunked", get("Transfer-Encoding: Chunked\r\n")},
                    Case{"BlanksAroundValue", get("X: \t a b \t\r\n")},
                    Case{"NoBlankAfterColon", get("X:a\r\n")}, Case{"EmptyValue", get("X:\r\n")},
                    Case{"Utf8InValue", get("X: \xc3\xa4\r\n")},
                    Case{"Http10WithoutHost", "GET / HTTP/1.0\r\n\r\n"},
                    Case{"HostWithPort", "GET / HTTP/1.1\r\nhost: a.b:8000\r\n\r\n"},
                    Case{"HostIpv6", "GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n"},
                    Case{"AbsoluteTarget", line("GET http://A/health?x=1 HTTP/1.1")},
                    Case{"AsteriskOfOptions", line("OPTIONS * HTTP/1.1")},
                    Case{"Expectation", get("Expect: 100-Continue\r\n")},
                    Case{"EscapesInTarget", line("GET /a%20b?c=%C3%A4 HTTP/1.1")}),
    [](const auto& tested) { return tested.param.name; });

TEST(ScanHeader, FindsTheEndWhereverTheBytesAreCut) {
  const auto block = get("X: a\r\n");
  const auto stream = block + "GET /next";
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    const auto first = scan_header(std::string_view{stream}.substr(0, cut), 0);
    ASSERT_NE(first.state, HeaderScan::State::broken) << cut;
    if (first.state == HeaderScan::State::incomplete) {
      ASSERT_LT(cut, block.size());
      EXPECT_EQ(scan_header(stream, cut).end_bytes, block.size()) << cut;
    } else {
      EXPECT_EQ(first.end_bytes, block.size()) << cut;
    }
  }
}

TEST(ScanHeader, IsBrokenByALineFeedBeforeTheEndHasCome) {
  for (const std::string text : {"GET / HTTP/1.1\n", "\n", "GET / HTTP/1.1\r\r", "GET /\rHTTP"}) {
    EXPECT_EQ(scan_header(text, 0).state, HeaderScan::State::broken) << text;
  }
  EXPECT_EQ(scan_header(std::string(1, '\0'), 0).state, HeaderScan::State::broken);
}

}  // namespace
}  // namespace pixferry::http
