package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.view.Roundup;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Other programs read what goes with a post, and find what the facts say and nothing else. */
class CompanionTextTest {
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)(https?:|mailto:|/|#|\\?|data:,$|[\\w.~-][\\w.~%+-]*([/?#].*|$)|$).*");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CompanionRenderer RENDERER = GoldenCompanionTest.Golden.renderer();

  @Property(tries = 60)
  @Domain(HostileTexts.class)
  void nothing_on_a_page_can_run(@ForAll String text) {
    Map<String, Object> names = RENDERER.names(hostile(text), "_posts/2026-10-14-x.md");

    for (Companion companion : List.of(Companion.PAGE, Companion.NEWSLETTER_HTML)) {
      Element page = Jsoup.parse(RENDERER.render(companion, names));
      assertHarmless(page);
      assertThat(normal(page.wholeText())).contains(normal("w" + Text.clean(text) + "w"));
    }
  }

  @Property(tries = 60)
  @Domain(HostileTexts.class)
  void feeds_are_read_whatever_the_facts_say(@ForAll String text) throws Exception {
    FeedEntry entry = FeedEntry.of(hostile(text), "_posts/2026-10-14-x.md");
    Map<String, Object> names =
        RENDERER.names(List.of(FeedEntry.read(entry.json()).orElseThrow(), entry));

    JsonNode json = JSON.readTree(RENDERER.render(Companion.JSON_FEED, names));
    Document atom = xml(RENDERER.render(Companion.ATOM_FEED, names));

    String title = Text.oneLine(Text.clean("w" + text + "w")) + ", October 2026";
    assertThat(normal(json.at("/items/1/title").asText())).startsWith(normal(title));
    assertHarmless(Jsoup.parse(json.at("/items/0/content_html").asText()));
    NodeList contents = atom.getElementsByTagName("content");
    assertThat(contents.getLength()).isEqualTo(2);
    assertHarmless(Jsoup.parse(contents.item(1).getTextContent()));
  }

  @Property(tries = 60)
  @Domain(HostileTexts.class)
  void a_calendar_says_what_the_facts_say(@ForAll String text) {
    Roundup roundup = Roundup.newBuilder(hostile(text)).setHeld(false).build();

    String written = RENDERER.render(Companion.CALENDAR, RENDERER.names(roundup, null));
    ICalendar calendar = Biweekly.parse(written).first();

    VEvent event = calendar.getEvents().get(0);
    String word = Text.clean("w" + text + "w");
    assertThat(calendar.getEvents()).hasSize(1);
    assertThat(normal(event.getSummary().getValue())).isEqualTo(normal(word + ": " + word));
    assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(roundup.getStartsAt());
    assertThat(written.split("\r\n", -1))
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
    assertThat(written.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void the_announced_meetup_and_the_next_one_of_the_meetup_before_are_one_event() {
    Roundup october = golden("evening-with-everything");
    String meetupId = october.getNext().getMeetupId();
    Roundup november = Roundup.newBuilder(october).setMeetupId(meetupId).setHeld(false).build();

    assertThat(event(november).getUid()).isEqualTo(event(october).getUid());
    assertThat(event(october).getDateStart().getValue().toInstant())
        .isEqualTo(october.getNext().getStartsAt());
    assertThat(event(october).getSequence().getValue()).isEqualTo(262930900);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-talk", "online-with-late-video"})
  void without_a_next_meetup_there_is_no_calendar(String name) {
    Map<String, Object> names = RENDERER.names(golden(name), "_posts/2026-10-14-x.md");

    assertThat(RENDERER.render(Companion.CALENDAR, names)).isEmpty();
  }

  @Test
  void a_text_without_a_bottom_costs_its_page_and_nothing_else() {
    String nested = "![".repeat(100_000) + "](/b)".repeat(100_000);
    Roundup roundup =
        Roundup.newBuilder(golden("one-talk")).setNotes(Map.of("OPENING", nested)).build();
    Map<String, Object> names = RENDERER.names(roundup, "_posts/2026-10-14-x.md");

    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> RENDERER.render(Companion.PAGE, names))
        .withMessageContaining("nested thousands of levels deep");
  }

  @Test
  void the_feeds_have_what_their_standards_ask_for() throws Exception {
    JsonNode json = JSON.readTree(GoldenCompanionTest.Golden.feed(Companion.JSON_FEED));
    Document atom = xml(GoldenCompanionTest.Golden.feed(Companion.ATOM_FEED));

    assertThat(json.at("/version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(json.at("/title").asText()).isNotEmpty();
    assertThat(json.at("/items")).hasSize(GoldenPostTest.directories().size());
    for (JsonNode item : json.at("/items")) {
      assertThat(item.at("/id").asText()).startsWith(GoldenCompanionTest.SITE.url());
      assertThat(item.at("/content_html").asText()).isNotEmpty();
      assertThat(item.at("/date_published").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*");
    }
    for (String element : List.of("id", "title", "updated")) {
      assertThat(atom.getDocumentElement().getElementsByTagName(element).getLength())
          .isEqualTo(1 + json.at("/items").size());
    }
    List<String> updated = new ArrayList<>();
    NodeList times = atom.getElementsByTagName("updated");
    for (int i = 1; i < times.getLength(); i++) {
      updated.add(times.item(i).getTextContent());
    }
    assertThat(times.item(0).getTextContent()).isIn(updated);
  }

  @Test
  void pages_load_nothing_from_elsewhere() {
    Map<String, Object> names =
        RENDERER.names(golden("evening-with-everything"), "_posts/2026-10-14-x.md");

    Element page = Jsoup.parse(RENDERER.render(Companion.PAGE, names));

    assertThat(page.select("script, iframe, link[rel=stylesheet]")).isEmpty();
    assertThat(page.select("img"))
        .isNotEmpty()
        .allMatch(image -> image.attr("src").startsWith(GoldenCompanionTest.SITE.url() + "/"));
  }

  @Test
  void without_an_address_texts_do_without_links_to_the_site() {
    CompanionRenderer nowhere =
        new CompanionRenderer(
            PostTemplate.builtIn(),
            List.of(Companion.SHORT, Companion.PAGE),
            java.util.Locale.ENGLISH,
            SiteAddress.UNKNOWN);
    Map<String, Object> names =
        nowhere.names(golden("evening-with-everything"), "_posts/2026-10-14-x.md");

    assertThat(nowhere.render(Companion.SHORT, names)).doesNotContain("://");
    assertThat(nowhere.render(Companion.PAGE, names)).contains("src=\"/images/2026-10/cover.svg\"");
  }

  private static VEvent event(Roundup roundup) {
    String text =
        RENDERER.render(Companion.CALENDAR, RENDERER.names(roundup, "_posts/2026-10-14-x.md"));
    return Biweekly.parse(text).first().getEvents().get(0);
  }

  private static void assertHarmless(Element html) {
    assertThat(html.select("script, iframe, object, embed, form, base, svg, math")).isEmpty();
    html.getAllElements()
        .forEach(
            element ->
                element
                    .attributes()
                    .forEach(
                        attribute -> {
                          assertThat(attribute.getKey())
                              .doesNotStartWith("on")
                              .isNotEqualTo("style");
                          if (List.of("href", "src").contains(attribute.getKey())) {
                            assertThat(attribute.getValue()).matches(HARMLESS);
                          }
                        }));
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static Roundup hostile(String text) {
    String word = "w" + text + "w";
    return Everywhere.put(golden("evening-with-everything"), word, word);
  }

  private static Roundup golden(String name) {
    return RoundupJson.read(GoldenPostTest.GOLDEN.resolve(name).resolve("roundup.json"));
  }

  private static String normal(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
