package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.helpline.config.TrunkSettings.Form;
import org.helpline.config.TrunkSettings.Numbers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormsTest {

    @DisplayName("P52: a number is the same number with +, 00, 0 or none of them, as the trunk's country has it")
    @ParameterizedTest(name = "{0} {1}: {4} is {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            plus     | 49 | 0  | 00  | +49301234567     | +49301234567
            plus     | 49 | 0  | 00  | 0049301234567    | +49301234567
            plus     | 49 | 0  | 00  | 0301234567       | +49301234567
            plus     | 49 | 0  | 00  | 49301234567      | +49301234567
            plus     | 49 | 0  | 00  | +49 (30) 123-45.67 | +49301234567
            plus     | 49 | 0  | 00  | +49301234567;npdi | +49301234567
            plus     | 49 | 0  | 00  | 0044201234567    | +44201234567
            e164     | 49 | 0  | 00  | 44201234567      | +44201234567
            e164     | -  | 0  | 00  | 49301234567      | +49301234567
            plus     | -  | 0  | 00  | 0049301234567    | +49301234567
            plus     | -  | 0  | 00  | 49301234567      | 49301234567
            plus     | -  | 0  | 00  | 0301234567       | 0301234567
            national | 1  | 1  | 011 | 13035551234      | +13035551234
            national | 1  | '' | 011 | 3035551234       | +13035551234
            national | 1  | '' | 011 | 13035551234      | +13035551234
            national | 1  | 1  | 011 | 01149301234567   | +49301234567
            national | 39 | '' | 00  | 0612345678       | +390612345678
            national | 39 | '' | 00  | 3912345678       | +393912345678
            national | 39 | '' | 00  | 393912345678     | +393912345678
            national | 34 | '' | 00  | 911234567        | +34911234567
            """)
    void comesIn(String form, String country, String national, String international, String raw, String house) {
        assertThat(NumberForms.inward(numbers(form, country, national, international, ""), raw))
                .isEqualTo(house);
    }

    @DisplayName("Short and service numbers, extensions, codes and names stay as they are, both ways")
    @ParameterizedTest
    @CsvSource({
        "plus,49,112", "plus,49,110", "e164,49,201", "national,49,11833", "national,34,116117", "plus,49,anna",
        "plus,49,*97", "plus,49,0800#", "e164,49,anonymous", "plus,49,2010", "plus,49,030", "plus,49,''",
        "international,49,5551234", "national,39,112", "plus,49,00112", "plus,49,1234567890123456789012345"
    })
    void whatIsNoPublicNumberStays(String form, String country, String number) {
        String national = country.equals("49") ? "0" : "";
        Numbers numbers = numbers(form, country, national, "00", "");
        assertThat(NumberForms.inward(numbers, number)).isEqualTo(number);
        assertThat(NumberForms.outward(numbers, number)).isEqualTo(number);
    }

    @ParameterizedTest(name = "{0} {1}: {4} is sent as {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            plus          | 49 | 0  | 00  | +49301234567 | +49301234567
            as-is         | 49 | 0  | 00  | +49301234567 | +49301234567
            e164          | 49 | 0  | 00  | +49301234567 | 49301234567
            international | 49 | 0  | 00  | +49301234567 | 0049301234567
            national      | 49 | 0  | 00  | +49301234567 | 0301234567
            national      | 49 | 0  | 00  | +44201234567 | 0044201234567
            national      | 1  | 1  | 011 | +13035551234 | 13035551234
            national      | 1  | '' | 011 | +49301234567 | 01149301234567
            national      | 39 | '' | 00  | +390612345678 | 0612345678
            national      | 49 | 0  | 00  | 112          | 112
            e164          | 49 | 0  | 00  | +4930;x=1    | +4930;x=1
            """)
    void goesOut(String form, String country, String national, String international, String house, String sent) {
        assertThat(NumberForms.outward(numbers(form, country, national, international, ""), house))
                .isEqualTo(sent);
    }

    @DisplayName("What goes out in a trunk's form comes in again as the same number")
    @ParameterizedTest
    @CsvSource({"plus", "e164", "international", "national", "as-is"})
    void everyFormIsReadAgain(String form) {
        Numbers numbers = numbers(form, "49", "0", "00", "");
        for (String number : new String[] {"+49301234567", "+442012345678", "+13035551234", "112", "201"}) {
            assertThat(NumberForms.inward(numbers, NumberForms.outward(numbers, number)))
                    .isEqualTo(number);
        }
    }

    @DisplayName("What a PBX wants dialled first stands before dialled numbers, not before shown ones")
    @ParameterizedTest
    @CsvSource({"+49301234567,9#0301234567", "112,9#112"})
    void thePrefixIsDialled(String number, String sent) {
        Numbers numbers = numbers("national", "49", "0", "00", "9#");
        assertThat(NumberForms.outward(numbers, number)).isEqualTo(sent);
        assertThat(NumberForms.written(numbers, number)).isEqualTo(sent.substring(2));
    }

    private static Numbers numbers(String form, String country, String national, String international, String prefix) {
        Form word = Form.valueOf(form.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        return new Numbers(word, Optional.ofNullable(country), national, international, prefix);
    }
}
