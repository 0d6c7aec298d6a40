// Everything hostile in every field of every form: by day a field that another form has too is tried with a part of it.
import './hostile-forms.test.ts';
