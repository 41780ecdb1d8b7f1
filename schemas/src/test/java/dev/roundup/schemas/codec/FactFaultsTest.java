package dev.roundup.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FactCodec codec =
      new FactCodec(Clock.fixed(Instant.parse("2026-10-15T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void every_fault_is_told_with_its_path() {
    assertThat(
            faults(
                """
                {"specversion":"1.0","id":"a","type":"SponsorsThanked","source":"/desk",
                 "subject":"Harbour JVM","time":"2026-10-14T18:00:00Z",
                 "data":{"sponsors":[{"name":"A","kind":"SPONSOR"},
                                     {"name":7,"url":"ftp://b.example/","kind":"SPONSER","link":[]},
                                     null]}}"""))
        .containsExactly(
            "subject: \"Harbour JVM\" is no such id: 1 to 80 lower-case letters (a to z), digits"
                + " and hyphens are wanted, the first of them no hyphen",
            "data.sponsors[1].name: is a whole number; text is wanted",
            "data.sponsors[1].url: \"ftp://b.example/\" begins neither with https:// or http://"
                + " nor, as a path of the site, with /",
            "data.sponsors[1].kind: \"SPONSER\" is not one of SPONSOR, VENUE, IN_KIND;"
                + " did you mean SPONSOR?",
            "data.sponsors[1].link: is not known here",
            "data.sponsors[2]: is null; an object is wanted");
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(faults("{}"))
        .containsExactly(
            "specversion: is missing; every fact has one",
            "id: is missing; every fact has one",
            "type: is missing; every fact has one",
            "source: is missing; every fact has one",
            "subject: is missing; every fact has one",
            "time: is missing; every fact has one",
            "data: is missing; every fact has one");
    assertThat(of("RsvpRecorded", "{\"attendee\":{}}"))
        .containsExactly(
            "data.attendee.id: is missing; text is wanted",
            "data.response: is missing; one of YES, NO, WAITLIST, PENDING is wanted");
  }

  @Test
  void an_unknown_name_comes_with_the_closest_known_one() {
    assertThat(of("RsvpRecorded", "{\"atendee\":{},\"response\":\"YES\"}"))
        .containsExactly(
            "data.atendee: is not known here; did you mean attendee?",
            "data.attendee: is missing; an object is wanted");
    assertThat(of("rsvpRecorded", "{}"))
        .containsExactly("type: \"rsvpRecorded\" is no known fact; did you mean RsvpRecorded?");
    assertThat(of("Lunch", "{}")).containsExactly("type: \"Lunch\" is no known fact");
  }

  @Test
  void a_name_that_stands_twice_is_refused() {
    assertThat(of("MeetupCancelled", "{\"reason\":\"a\",\"reason\":\"b\"}"))
        .containsExactly("data.reason: stands here twice");
    assertThat(of("MeetupCancelled", "{},\"id\":\"again\""))
        .containsExactly("id: stands here twice");
  }

  @Test
  void null_is_as_good_as_absent_where_a_field_is_optional() {
    assertThat(of("MeetupCancelled", "{\"reason\":null}")).isEmpty();
    assertThat(
            of("HeadcountRecorded", "{\"count\":1,\"audience\":\"ONLINE\",\"approximate\":null}"))
        .isEmpty();
    assertThat(of("HeadcountRecorded", "{\"count\":null,\"audience\":\"ONLINE\"}"))
        .containsExactly("data.count: is null; a whole number is wanted");
    assertThat(of("MeetupCancelled", "null")).containsExactly("data: is null; an object is wanted");
  }

  @Test
  void a_number_is_whole_and_in_range() {
    assertThat(headcount("-1")).containsExactly("data.count: is -1; at least 0 is wanted");
    assertThat(headcount("1.0"))
        .containsExactly(
            "data.count: is a number with a fraction or an exponent; a whole number is wanted");
    assertThat(headcount("\"1\"")).containsExactly("data.count: is text; a whole number is wanted");
    assertThat(headcount("2147483647")).isEmpty();
    for (String large : List.of("2147483648", "-99999999999", "9".repeat(30))) {
      assertThat(headcount(large))
          .containsExactly(
              "data.count: is out of range; a whole number up to 2147483647 is wanted");
    }
    assertThat(headcount("true"))
        .containsExactly("data.count: is true or false; a whole number is wanted");
  }

  @Test
  void a_fact_has_happened() {
    assertThat(with("time", "\"2026-10-16T00:00:00Z\"")).isEmpty();
    assertThat(with("time", "\"2026-10-16T00:00:00.000001Z\""))
        .containsExactly(
            "time: is more than 24 hours ahead of now (2026-10-15T00:00:00Z); a fact has happened");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-14T18:42:11",
        "2026-10-14 18:42:11Z",
        "2026-10-14T18:42Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-10-14T24:00:00Z",
        "2026-10-14T12:60:00Z",
        "2026-10-14T12:00:60Z",
        "2026-10-14T12:00:00.Z",
        "2026-10-14T12:00:00+0200",
        "2026-10-14T12:00:00+24:00",
        "+2026-10-14T12:00:00Z",
        "2026-1x-14T12:00:00Z",
        "0000-01-01T00:00:00+00:01",
        "٢٠٢٦-10-14T12:00:00Z",
        "yesterday",
        ""
      })
  void what_is_no_time_is_refused(String text) {
    assertThat(with("time", "\"" + text + "\""))
        .singleElement()
        .asString()
        .startsWith("time: \"" + text + "\" is no time; RFC 3339 with an offset is wanted");
  }

  @Test
  void times_are_kept_to_the_microsecond_and_a_leap_second_stays_in_its_minute() {
    assertThat(Rfc3339.parse("2026-10-14T18:42:11.123456999+02:00"))
        .isEqualTo("2026-10-14T16:42:11.123456Z");
    assertThat(Rfc3339.parse("2026-10-14t18:42:11.5z")).isEqualTo("2026-10-14T18:42:11.5Z");
    assertThat(Rfc3339.parse("2026-10-14T18:42:11-00:00")).isEqualTo("2026-10-14T18:42:11Z");
    assertThat(Rfc3339.parse("1969-12-31T23:59:59.9Z")).isEqualTo("1969-12-31T23:59:59.9Z");
    assertThat(Rfc3339.parse("2016-12-31T23:59:60.25Z")).isEqualTo("2016-12-31T23:59:59.999999Z");
    assertThat(Rfc3339.parse("2017-01-01T00:59:60+01:00")).isEqualTo("2016-12-31T23:59:59.999999Z");
  }

  @Test
  void a_meetup_does_not_end_before_it_begins() {
    assertThat(scheduled("2026-10-14T18:30:00+02:00", "2026-10-14T16:29:59Z"))
        .containsExactly("data.endsAt: is before startsAt");
    assertThat(scheduled("2026-10-14T18:30:00+02:00", "2026-10-14T16:30:00Z")).isEmpty();
  }

  @Test
  void a_time_zone_goes_by_its_iana_name() {
    String data =
        "{\"startsAt\":\"2026-10-14T18:30:00Z\",\"timeZone\":\"%s\",\"organisations\":[]}";
    assertThat(of("NextMeetupAnnounced", data.formatted("Europe/Oslo"))).isEmpty();
    assertThat(of("NextMeetupAnnounced", data.formatted("Europe/Olso")))
        .singleElement()
        .asString()
        .endsWith("as in Europe/Oslo; did you mean Europe/Oslo?");
    assertThat(of("NextMeetupAnnounced", data.formatted("+01:00"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example",
        "HTTP://a.example:80/b?c=d&e#f",
        "https://[2001:db8::1]:8443/",
        "https://münchen.example/straße",
        "http://localhost./x",
        "/",
        "/images/2026/a(1).jpg",
        "https://a.example/100%25/@b:c"
      })
  void urls_of_the_web_and_paths_of_the_site_are_taken(String url) {
    assertThat(linked(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example",
        "//a.example/",
        "/\\\\a.example/",
        "javascript:alert(1)",
        "https:/a.example",
        "https:///path",
        "https://",
        "https://?q",
        "https://:80/",
        "https://a..b/",
        "https://-/",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://user:secret@a.example/",
        "https://a.example/a b",
        "https://a.example/{{x}}",
        "https://a.example/<b>",
        "https://a.example/\\u0007",
        "https://a.example/\\u202e",
        "https://a.example/\\ud800",
        "https://a.example/\\u00a0",
        "https://a.example/\\n"
      })
  void other_urls_are_not(String url) {
    assertThat(linked(url)).singleElement().asString().startsWith("data.url: ");
    assertThat(linked(url)).singleElement().asString().doesNotContain("secret");
  }

  @Test
  void ids_are_printable_and_short() {
    assertThat(with("id", "\"" + "😀".repeat(128) + "\"")).isEmpty();
    assertThat(with("id", "\"" + "x".repeat(129) + "\""))
        .containsExactly("id: has 129 characters; an id has 1 to 128");
    assertThat(with("id", "\"\"")).containsExactly("id: has 0 characters; an id has 1 to 128");
    assertThat(with("id", "\" a\""))
        .containsExactly("id: begins or ends with a blank; an id does not");
    assertThat(with("id", "\"a\\u200bb\""))
        .containsExactly("id: holds U+200B at character 2; an id holds printable characters only");
    assertThat(with("subject", "\"" + "m".repeat(80) + "\"")).isEmpty();
    for (String id : List.of("", "m".repeat(81), "-m", "M", "m/../m", "mé")) {
      assertThat(with("subject", JSON.valueToTree(id).toString())).hasSize(1);
    }
  }

  @Test
  void text_is_text() {
    String plain = "plain text on one line is wanted, without control characters";
    assertThat(cancelled("a\\tb é 😀 \\u202e")).isEmpty();
    assertThat(cancelled("a\\u0000"))
        .containsExactly("data.reason: holds U+0000 at character 2; " + plain);
    assertThat(cancelled("a\\nb"))
        .containsExactly("data.reason: holds U+000A at character 2; " + plain);
    assertThat(cancelled("\\ud83d."))
        .containsExactly(
            "data.reason: holds half a surrogate pair, U+D83D at character 1; " + plain);
    assertThat(cancelled("\\ude00")).hasSize(1);
    assertThat(note("two\\nlines")).isEmpty();
    assertThat(note("")).isEmpty();
    assertThat(note("\\u001b[2J"))
        .containsExactly(
            "data.text: holds U+001B at character 1; text is wanted, without control characters"
                + " other than tab and newline");
    assertThat(with("source", "\"  \"")).containsExactly("source: is blank; a name is wanted");
  }

  @Test
  void a_name_of_an_attendee_is_never_quoted() {
    assertThat(
            of("CheckInReverted", "{\"attendee\":{\"id\":\"1\",\"name\":\"Ola \\u0007Nordmann\"}}"))
        .containsExactly("data.attendee.name: is not text on one line, not blank");
  }

  @Test
  void extensions_of_cloud_events_pass_unless_they_hide_a_mistake() {
    assertThat(of("MeetupCancelled", "{},\"traceparent\":\"00-1\",\"sequence\":7,\"a\":null"))
        .isEmpty();
    assertThat(of("MeetupCancelled", "{},\"reason\":\"flood\""))
        .containsExactly("reason: is a field of data; it belongs in there");
    assertThat(of("MeetupCancelled", "{},\"traceParent\":\"00-1\""))
        .containsExactly(
            "traceParent: is not known here, and no extension either (lower-case letters and"
                + " digits)");
    assertThat(of("MeetupCancelled", "{},\"Subject\":\"m\""))
        .singleElement()
        .asString()
        .endsWith("did you mean subject?");
    assertThat(of("MeetupCancelled", "{},\"extra\":{}"))
        .containsExactly("extra: is an object; text, a number, true or false is wanted");
    assertThat(faults(event("a", "\"1.0\"", "MeetupCancelled", "{}").replace("subject", "subjct")))
        .containsExactly("subject: is missing; every fact has one; is it meant by subjct?");
  }

  @Test
  void attributes_that_say_how_to_read_are_checked() {
    assertThat(of("MeetupCancelled", "{},\"datacontenttype\":\"application/json; charset=utf-8\""))
        .isEmpty();
    assertThat(of("MeetupCancelled", "{},\"datacontenttype\":\"text/xml\""))
        .containsExactly(
            "datacontenttype: \"text/xml\" is not application/json, which data is read as");
    assertThat(of("MeetupCancelled", "{},\"dataschema\":\"https://a.example/s\"")).isEmpty();
    assertThat(of("MeetupCancelled", "{},\"dataschema\":null,\"datacontenttype\":null")).isEmpty();
    assertThat(of("MeetupCancelled", "{},\"data_base64\":\"e30=\"")).hasSize(1);
    assertThat(faults(event("a", "\"0.3\"", "MeetupCancelled", "{}")))
        .containsExactly(
            "specversion: \"0.3\" is not \"1.0\", the version of CloudEvents that is read");
    assertThat(faults(event("a", "1.0", "MeetupCancelled", "{}"))).hasSize(1);
  }

  @Test
  void malformed_json_is_refused_with_its_position() {
    assertThat(faults("{\"id\" \"a\"}"))
        .singleElement()
        .asString()
        .startsWith("is not JSON at column ");
    assertThat(faults("{\n\"id\": tru}")).singleElement().asString().contains("at line 2, column ");
    assertThat(faults("")).containsExactly("is empty; a JSON object is wanted");
    assertThat(faults("[{}]")).containsExactly("is not a JSON object, {…}");
    assertThat(faults("\"a\"")).containsExactly("is not a JSON object, {…}");
    assertThat(of("MeetupCancelled", "{}} {"))
        .containsExactly("goes on after the end of its JSON object; one object is wanted");
    assertThat(of("MeetupCancelled", "{\"reason\":" + "[".repeat(2000) + "]".repeat(2000) + "}"))
        .isNotEmpty();
    assertThat(headcount("9".repeat(2000))).isNotEmpty();
    assertThat(headcount("NaN")).singleElement().asString().startsWith("is not JSON at column ");
  }

  @Test
  void only_utf_8_is_read() {
    String json = event("a", "\"1.0\"", "MeetupCancelled", "{}");
    assertThat(refusals(json.getBytes(StandardCharsets.UTF_16))).containsExactly("is not UTF-8");
    assertThat(refusals(json.getBytes(StandardCharsets.UTF_16LE))).containsExactly("is not UTF-8");
    byte[] latin = "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusals(latin)).singleElement().asString().contains("Invalid UTF-8");
  }

  @Test
  void a_fact_has_a_largest_size() {
    String base = event("a", "\"1.0\"", "NoteWritten", "{\"section\":\"NEXT\",\"text\":\"\"}");
    String fits =
        base.replace(
            "\"text\":\"\"", "\"text\":\"" + "x".repeat(256 * 1024 - base.length()) + "\"");
    assertThat(faults(fits)).isEmpty();
    assertThat(faults(fits + " ")).containsExactly("has 262145 bytes; a fact has at most 262144");
  }

  @Test
  void a_thousand_faults_are_summed_up() {
    assertThat(of("HostsNamed", "{\"hosts\":[" + "1,".repeat(999) + "1]}"))
        .hasSize(51)
        .last()
        .isEqualTo("and 950 more faults");
  }

  @Test
  void foreign_text_in_a_reason_is_short_and_harmless_to_a_terminal() {
    assertThat(of("RsvpRecorded\\u001b[31m" + "x".repeat(500), "{}"))
        .singleElement()
        .asString()
        .contains("RsvpRecordedU+001B[31mxxx")
        .hasSizeLessThan(120);
  }

  private List<String> headcount(String count) {
    return of("HeadcountRecorded", "{\"count\":" + count + ",\"audience\":\"ONLINE\"}");
  }

  private List<String> scheduled(String startsAt, String endsAt) {
    String data =
        """
        {"series":{"id":"s","name":"S"},"endsAt":"%s","startsAt":"%s","timeZone":"UTC",
         "mode":"ONLINE"}""";
    return of("MeetupScheduled", data.formatted(endsAt, startsAt));
  }

  private List<String> linked(String url) {
    return of("ResourceLinked", "{\"kind\":\"VIDEO\",\"url\":\"" + url + "\"}");
  }

  private List<String> cancelled(String reason) {
    return of("MeetupCancelled", "{\"reason\":\"" + reason + "\"}");
  }

  private List<String> note(String text) {
    return of("NoteWritten", "{\"section\":\"CLOSING\",\"text\":\"" + text + "\"}");
  }

  private List<String> with(String attribute, String value) {
    try {
      ObjectNode event = (ObjectNode) JSON.readTree(event("a", "\"1.0\"", "MeetupCancelled", "{}"));
      JsonNode any = event.set(attribute, JSON.getNodeFactory().textNode("@"));
      return faults(any.toString().replace("\"@\"", value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> of(String type, String data) {
    return faults(event("a", "\"1.0\"", type, data));
  }

  private static String event(String id, String version, String type, String data) {
    return ("{\"specversion\":%s,\"id\":\"%s\",\"type\":\"%s\",\"source\":\"/desk\",\"subject\":\"m\","
            + "\"time\":\"2026-10-14T18:00:00Z\",\"data\":%s}")
        .formatted(version, id, type, data);
  }

  private List<String> faults(String json) {
    return refusals(json.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> refusals(byte[] json) {
    return codec.decode(json) instanceof Decoded.Refused refused
        ? refused.faults().stream().map(Fault::toString).toList()
        : List.of();
  }
}
